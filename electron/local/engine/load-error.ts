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
  const reason = reasonOf(lines) ?? (error instanceof Error ? error.message : String(error));
  return new AppError('MODEL_LOAD_FAILED', `${file} could not be loaded: ${reason}`, {
    cause: error,
    details: { file, reason },
  });
}

const outOfMemory = /failed to allocate|out of memory|cannot allocate|ggml_backend_\w*alloc\w*.*failed/i;
const patterns = [
  /error loading model(?: \w+)?: (.+)$/i,
  /unknown model architecture: (.+)$/i,
  /error: (.+)$/i,
  /failed to (.+)$/i,
] as const;

/** The engine's own explanation: the first line that has one, without the name of the function that wrote it. */
export function reasonOf(lines: readonly string[]): string | null {
  for (const pattern of patterns) {
    for (const line of lines) {
      const found = pattern.exec(line.trim());
      const reason = (pattern.source.startsWith('failed') ? found?.[0] : found?.[1])?.trim();
      if (reason) return reason.slice(0, longest);
    }
  }
  return null;
}

const longest = 300;
