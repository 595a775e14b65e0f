import { basename } from 'node:path';
import { AppError } from '../../../shared/errors/app-error.ts';

/** What is wrong with a file that is no model, or not a whole one. */
export type InvalidReason =
  | 'empty'
  | 'not-gguf'
  | 'web-page'
  | 'lfs-pointer'
  | 'old-format'
  | 'big-endian'
  | 'unsupported-version'
  | 'unknown-type'
  | 'truncated'
  | 'too-large'
  | 'bad-value'
  | 'no-vocabulary'
  | 'not-a-model'
  | 'not-an-adapter'
  | 'part-missing';

/** Makes the error about one file; the sentence goes on after its name. */
export type Refuse = (reason: InvalidReason, sentence: string) => AppError;

export const refuseFile =
  (path: string): Refuse =>
  (reason, sentence) => {
    const file = basename(path);
    return new AppError('MODEL_FILE_INVALID', `The file ${file} ${sentence}`, { details: { reason, file } });
  };

const systemReasons: Readonly<Record<string, readonly [reason: string, sentence: string]>> = {
  ENOENT: ['missing', 'is not there any more. Look for it, or refresh the list of models.'],
  ENOTDIR: ['missing', 'is not there any more. Look for it, or refresh the list of models.'],
  EACCES: ['no-permission', 'may not be read by this user. Change its permissions.'],
  EPERM: ['no-permission', 'may not be read by this user. Change its permissions.'],
  EISDIR: ['not-a-file', 'is a folder or a device, not a file. Choose a model file.'],
  ELOOP: ['missing', 'is a link that leads back to itself. Delete it.'],
  EMFILE: ['too-many-open', 'cannot be opened: too many files are open. Close other programs and try again.'],
  ENFILE: ['too-many-open', 'cannot be opened: too many files are open. Close other programs and try again.'],
};

export function unreadableFile(path: string, cause: unknown): AppError {
  const system = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'unknown';
  const [reason, sentence] = systemReasons[system] ?? ['io', `cannot be read (${system}). Check the disk it is on.`];
  const file = basename(path);
  return new AppError('MODEL_FILE_UNREADABLE', `The file ${file} ${sentence}`, { cause, details: { reason, file } });
}

export const notAFile = (path: string): AppError =>
  unreadableFile(path, Object.assign(new Error(), { code: 'EISDIR' }));
