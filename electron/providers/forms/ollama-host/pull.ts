import { z } from 'zod';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { PullProgress } from '../../../../shared/model/extras.ts';

const line = z.looseObject({
  status: z.string().default(''),
  error: z.string().nullish(),
  digest: z.string().nullish(),
  total: z.int().nonnegative().nullish(),
  completed: z.int().nonnegative().nullish(),
});
type Line = z.output<typeof line>;

/** Between two steps that say only how many bytes there are now, in ms. */
const pace = 100;

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Line, void, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) if (text.trim()) yield line.parse(JSON.parse(text));
  }
  // A line that was cut off is an end that is missing.
  const last = line.safeParse(parsed(rest));
  if (last.success) yield last.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How far a pull is, from what the server says of each file. Throws when it does not end well. */
export async function* readPull(
  name: string,
  { response, url }: { response: Response; url: string },
): AsyncGenerator<PullProgress, void, void> {
  const files = new Map<string, { completed: number; total: number }>();
  let told = Number.NEGATIVE_INFINITY;
  let last = '';
  let isDone = false;
  for await (const { status, error, digest, total, completed } of linesOf(response.body ?? new Blob([]).stream())) {
    if (error) throw await refused(name, { error, url });
    if (digest && total) files.set(digest, { completed: Math.min(completed ?? 0, total), total });
    isDone ||= status === 'success';
    const now = performance.now();
    if (status === last && now - told < pace) continue;
    told = now;
    last = status;
    yield { status, ...sumOf(files.values()) };
  }
  if (isDone) return;
  const message = `The server stopped before ${name} was complete. Pull it again: it goes on where it was.`;
  throw new AppError('STREAM_INTERRUPTED', message);
}

function sumOf(files: Iterable<{ completed: number; total: number }>): Pick<PullProgress, 'completed' | 'total'> {
  const sum = { completed: 0, total: 0 };
  for (const { completed, total } of files) {
    sum.completed += completed;
    sum.total += total;
  }
  return sum;
}

/** It has begun its answer with 200 before it looked. */
async function refused(name: string, { error, url }: { error: string; url: string }): Promise<Error> {
  if (/file does not exist|not found/i.test(error)) {
    const message = `There is no model ${name} to be pulled. Check how it is spelled, with its tag.`;
    return new AppError('MODEL_NOT_FOUND', message);
  }
  const { APICallError } = await import('@ai-sdk/provider');
  const responseBody = JSON.stringify({ error });
  return new APICallError({ message: error, url, requestBodyValues: {}, statusCode: 500, responseBody });
}
