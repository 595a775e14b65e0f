import { AppError } from '../../../shared/errors/app-error.ts';
import type { Dialect } from '../../../shared/model/dialect.ts';
import { type Call, type CallInput, type CallPath, calls, isCallPath } from './calls.ts';

const dialects: Readonly<Record<CallPath, Dialect>> = {
  '/chat/completions': 'openai-chat',
  '/embeddings': 'openai-embeddings',
};

const pathOf = (url: string): string => url.replace(/^\/v1/, '');

/** In which form a line of a batch asks; undefined where it cannot be asked. */
export function lineDialect(url: string): Dialect | undefined {
  const path = pathOf(url);
  return isCallPath(path) ? dialects[path] : undefined;
}

/** What a line of a batch asks of the gateway. Throws where it cannot be asked. */
export function lineCall(
  { url, body }: { url: string; body: unknown },
  { id, createdAt }: Pick<CallInput, 'id' | 'createdAt'>,
): Call {
  const path = pathOf(url);
  if (!isCallPath(path)) {
    throw new AppError('UNSUPPORTED_PARAMETER', `${url} cannot be asked in a batch yet.`, {
      details: { param: 'url' },
    });
  }
  // An answer in pieces has no place in a file.
  const whole = { ...(body as object), stream: false };
  return calls[path]({ body: Buffer.from(JSON.stringify(whole)), headers: {}, id, createdAt });
}
