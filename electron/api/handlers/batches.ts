import type { batchesContract } from '../../../shared/contract/batches.ts';
import type { BatchesService } from '../../batches/batches.ts';
import type { Handlers } from '../router.ts';

export const batchesHandlers = ({ batches }: { batches: BatchesService }): Handlers<typeof batchesContract> => ({
  'batches.list': () => batches.list(),
  'batches.get': ({ batchId }) => batches.get(batchId),
  'batches.create': (input) => batches.create(input),
  async 'batches.append'({ batchId, text }) {
    await batches.append(batchId, Buffer.from(text));
    return {};
  },
  'batches.check': ({ batchId }) => batches.check(batchId),
  'batches.submit': ({ batchId, via }) => batches.submit(batchId, via),
  'batches.update': ({ batchId, ...choices }) => batches.update(batchId, choices),
  'batches.cancel': ({ batchId }) => batches.cancel(batchId),
  async 'batches.delete'({ batchId }) {
    await batches.delete(batchId);
    return {};
  },
  'batches.requests': ({ batchId, ...page }) => batches.requests(batchId, page),
  async *'batches.read'({ batchId, file }) {
    for await (const piece of batches.open(batchId, file).setEncoding('utf8')) yield String(piece);
    return {};
  },
});
