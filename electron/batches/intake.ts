import { open } from 'node:fs/promises';
import { type BatchEndpoint, type BatchProblem, batchLimits } from '../../shared/model/batch.ts';
import type { BatchLine } from '../store/batch-requests.ts';
import { createLineCheck } from './check-line.ts';
import { createLineSplitter, isBlank, type Line } from './lines.ts';

export interface IntakeOptions {
  /** The file that is written. */
  path: string;
  endpoint: BatchEndpoint | undefined;
  /** Gets the good lines, some at a time, until one is not. */
  keep(lines: readonly BatchLine[]): void;
  /** Default: those of `batchLimits`. Tests hand in smaller ones. */
  limits?: { requests: number; size: number; problems: number };
}

export interface Taken {
  /** None: the file is good. */
  problems: BatchProblem[];
  total: number;
  /** Bytes. */
  size: number;
  endpoint: BatchEndpoint | undefined;
}

export type Intake = Awaited<ReturnType<typeof openIntake>>;

const keptAtOnce = 1000;

/** Writes a file as it comes in, and looks at each line on the way. */
export async function openIntake({ path, endpoint, keep, limits = batchLimits }: IntakeOptions) {
  const file = await open(path, 'w', 0o600);
  const lines = createLineSplitter();
  const check = createLineCheck(endpoint);
  const problems: BatchProblem[] = [];
  let good: BatchLine[] = [];
  let total = 0;
  let size = 0;
  /** Nothing that comes now can change what is said about the file. */
  let isOver = false;
  let before: Promise<unknown> = Promise.resolve();

  const refuse = (problem: BatchProblem): void => {
    problems.push(problem);
    if (problems.length >= limits.problems) isOver = true;
  };
  const refuseWhole = (code: BatchProblem['code'], message: string): void => {
    isOver = true;
    problems.push({ code, message, line: null, param: null });
  };
  const flush = (): void => {
    if (problems.length === 0 && good.length > 0) keep(good);
    good = [];
  };
  const look = ({ number: line, start, bytes }: Line): void => {
    if (isOver || isBlank(bytes)) return;
    total += 1;
    if (total > limits.requests) {
      refuseWhole('too_many_tasks', `A batch may have ${limits.requests} requests. Divide the file.`);
      return;
    }
    const found = check.check(bytes, line);
    if ('code' in found) refuse({ ...found, line });
    else good.push({ line, customId: found.customId, start, length: bytes.length });
    if (good.length >= keptAtOnce) flush();
  };
  const take = async (bytes: Uint8Array): Promise<void> => {
    if (isOver) return;
    size += bytes.length;
    if (size > limits.size) {
      const most = Math.round(limits.size / 1024 / 1024);
      refuseWhole('file_too_large', `A batch may have ${most} MiB. Divide the file.`);
      return;
    }
    await file.appendFile(bytes);
    // A copy: a line that is not complete yet must not change under our hands.
    for (const line of lines.feed(Buffer.from(bytes))) look(line);
  };
  /** One after the other, also where nobody waited for the one before. A part that was not taken spoils the file. */
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const result = before.then(run);
    before = result;
    result.catch(() => {});
    return result;
  };

  return {
    write: (bytes: Uint8Array): Promise<void> => inTurn(() => take(bytes)),

    end: (): Promise<Taken> =>
      inTurn(async () => {
        for (const line of lines.end()) look(line);
        if (total === 0 && problems.length === 0) refuseWhole('empty_file', 'There is no request in this file.');
        flush();
        await file.sync();
        await file.close();
        return { problems, total, size, endpoint: check.endpoint };
      }),

    /** Ends it, whatever became of it. */
    close(): Promise<void> {
      isOver = true;
      return before.catch(() => {}).then(() => file.close().catch(() => {}));
    },
  };
}
