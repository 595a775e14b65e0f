import { AppError, toAppError } from '../../../shared/errors/app-error.ts';
import type { Ask } from '../../batches/ports.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { calls, isCallPath } from './calls.ts';
import { errorAnswer } from './errors.ts';

/** Asks one line of a batch, and answers as the port would. */
export const createAskLine =
  ({ gateway, now = Date.now }: { gateway: Pick<Gateway, 'run'>; now?: () => number }): Ask =>
  async ({ url, body, requestId, isLocalOnly, tags, signal }) => {
    try {
      const path = url.replace(/^\/v1/, '');
      if (!isCallPath(path)) {
        throw new AppError('UNSUPPORTED_PARAMETER', `${url} cannot be asked in a batch yet.`, {
          details: { param: 'url' },
        });
      }
      // An answer in pieces has no place in a file.
      const whole = { ...(body as object), stream: false };
      const bytes = Buffer.from(JSON.stringify(whole));
      const { model, content, work } = calls[path]({ body: bytes, headers: {}, id: requestId, createdAt: now() });
      const request = {
        door: 'batch' as const,
        wish: { name: model },
        tags,
        ...(isLocalOnly && { requirements: { isLocalOnly } }),
        content,
        work,
        messageId: null,
        requestId,
        signal,
      };
      const chunks: Uint8Array[] = [];
      await gateway.run(request, (item) => void chunks.push(item.bytes));
      return { status: 200, body: JSON.parse(Buffer.concat(chunks).toString()) as unknown, requestId };
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'CANCELLED') throw error;
      const { status, body: words } = errorAnswer(error.toJSON());
      return { status, body: JSON.parse(words) as unknown, requestId };
    }
  };
