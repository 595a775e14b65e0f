import { z } from 'zod';
import { batch, batchChoices, batchFile, batchRequest, batchRequestState, batchWay, newBatch } from '../model/batch.ts';
import { batchId } from '../model/ids.ts';
import { call, event, stream } from './define.ts';

const one = z.object({ batchId });

export const batchesContract = {
  'batches.list': call({
    summary: 'All batches, newest first',
    method: 'GET',
    path: '/batches',
    input: z.object({}),
    output: z.array(batch),
  }),
  'batches.get': call({
    summary: 'One batch, and how far it is',
    method: 'GET',
    path: '/batches/{batchId}',
    input: one,
    output: batch,
  }),
  'batches.create': call({
    summary: 'Make a batch; its file of requests is appended in pieces and then submitted',
    method: 'POST',
    path: '/batches',
    input: newBatch,
    output: batch,
  }),
  'batches.append': call({
    summary: 'The next piece of the file, in the JSONL form of OpenAI; pieces may end anywhere',
    method: 'POST',
    path: '/batches/{batchId}/input',
    input: one.extend({ text: z.string().max(4_194_304) }),
    output: z.object({}),
  }),
  'batches.check': call({
    summary:
      'The file is complete: look at it and ask nothing yet, so that its offer can be seen before it is submitted',
    method: 'POST',
    path: '/batches/{batchId}/check',
    input: one,
    output: batch,
  }),
  'batches.submit': call({
    summary: 'The file is complete: ask its requests, or refuse it with all that is wrong with it',
    method: 'POST',
    path: '/batches/{batchId}/submit',
    input: one.extend({
      /** Default: as the batch says. */
      via: batchWay.exactOptional(),
    }),
    output: batch,
  }),
  'batches.update': call({
    summary: 'Pause a batch, let it go on, or ask more or fewer of its requests at the same time',
    method: 'PATCH',
    path: '/batches/{batchId}',
    input: one.extend(batchChoices.partial().shape),
    output: batch,
  }),
  'batches.cancel': call({
    summary: 'Ask nothing more of a batch; what is asked already may come to its end, for 10 minutes',
    method: 'POST',
    path: '/batches/{batchId}/cancel',
    input: one,
    output: batch,
  }),
  'batches.delete': call({
    summary: 'Delete a batch that has ended, with its files',
    method: 'DELETE',
    path: '/batches/{batchId}',
    input: one,
    output: z.object({}),
  }),
  'batches.requests': call({
    summary: 'The requests of a batch in the order of its file, a page at a time',
    method: 'GET',
    path: '/batches/{batchId}/requests',
    input: one.extend({
      /** The last line of the page before. */
      after: z.int().nonnegative().default(0),
      limit: z.int().min(1).max(1000).default(100),
      /** Default: any. */
      state: batchRequestState.exactOptional(),
    }),
    output: z.array(batchRequest),
  }),
  'batches.read': stream({
    summary: 'One of the files of a batch, in pieces; those with the results are there when it has ended',
    method: 'GET',
    path: '/batches/{batchId}/files/{file}',
    input: one.extend({ file: batchFile }),
    delta: z.string(),
    end: z.object({}),
  }),
  'batches.changed': event({
    summary: 'Batches were made, changed, deleted, or got on; at most four times a second',
    data: z.object({ batchIds: z.array(batchId) }),
  }),
};
