import { basename } from 'node:path';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { LoadSpec } from './engine.ts';
import { loadLibrary } from './runtime.ts';

/** A failed load in our words, its reason from what the engine said on the way. */
export async function toLoadError(
  error: unknown,
  lines: readonly string[],
  spec: LoadSpec,
  signal: AbortSignal,
): Promise<AppError> {
  if (error instanceof AppError) return error;
  if (signal.aborted) return new AppError('CANCELLED', 'Loading the model was stopped.');
  const { InsufficientMemoryError } = await loadLibrary();
  const file = basename(spec.path);
  if (error instanceof InsufficientMemoryError || lines.some((line) => outOfMemory.test(line))) {
    return new AppError(
      'MODEL_WILL_NOT_FIT',
      `${file} does not fit into memory with these settings. Take fewer slots, a smaller context or a smaller model.`,
      { cause: error, details: { file, reason: error instanceof Error ? error.message : String(error) } },
    );
  }
  const said = error instanceof Error ? error.message : String(error);
  const unreadable = lines.length === 0 ? unreadableFile(error, file) : null;
  if (unreadable) return unreadable;
  const reason = reasonOf(lines) ?? withoutFolders(said).slice(0, longest);
  const message = `${file} could not be loaded: ${reason}. Load it with other settings, or download it again.`;
  return new AppError('MODEL_LOAD_FAILED', message, { cause: error, details: { file, reason } });
}

/** What the engine's reader of headers stumbles over, before the engine itself has seen the file. */
function unreadableFile(error: unknown, file: string): AppError | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)) {
    const path = 'path' in error && typeof error.path === 'string' ? basename(error.path) : file;
    return new AppError('MODEL_FILE_UNREADABLE', `${path} is gone or may not be read. Put it back, then try again.`, {
      cause: error,
      details: { file: path },
    });
  }
  const isOfHeader = /gguf/i.test(error.message) || error instanceof TypeError || error instanceof RangeError;
  if (!isOfHeader) return null;
  return new AppError('MODEL_FILE_INVALID', `${file} is no whole model file. Download it again.`, {
    cause: error,
    details: { file, reason: withoutFolders(error.message).slice(0, longest) },
  });
}

const outOfMemory = /failed to allocate|out of memory|cannot allocate|ggml_backend_\w*alloc\w*.*failed/i;

/** From the most exact to the most general; the engine says the general ones after the exact ones. */
const patterns = [
  /^gguf_init_\w+: (?!failed to)(.+)$/,
  /error loading model(?: \w+)?: (?!llama_model_loader: failed)(.+)$/,
  /^(?:gguf_init_\w+|llama_init_\w+|llama_adapter_\w+): (failed to .+)$/,
  /^\w+: error: (.+)$/i,
  /(failed to .+)$/i,
] as const;

/** The engine's own explanation, without the function that wrote it and without anybody's folders. */
export function reasonOf(lines: readonly string[]): string | null {
  for (const pattern of patterns) {
    for (const line of lines) {
      const reason = pattern.exec(line.trim())?.[1]?.trim();
      if (reason) return withoutFolders(reason).slice(0, longest);
    }
  }
  return null;
}

const longest = 300;
const withoutFolders = (text: string): string => text.replaceAll(/(?:[A-Za-z]:)?[^\s'"]*[/\\](?=[^\s'"/\\]+)/g, '');
