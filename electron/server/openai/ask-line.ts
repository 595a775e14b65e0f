import { toAppError } from '../../../shared/errors/app-error.ts';
import type { Ask } from '../../batches/ports.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { errorAnswer } from './errors.ts';
import { lineCall } from './line-call.ts';

/** Asks one line of a batch, and answers as the port would. */
export const createAskLine =
  ({ gateway, now = Date.now }: { gateway: Pick<Gateway, 'run'>; now?: () => number }): Ask =>
  async ({ url, body, requestId, isLocalOnly, tags, signal }) => {
    try {
      const { model, content, work } = lineCall({ url, body }, { id: requestId, createdAt: now() });
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
