import { expect, test } from 'vitest';
import { openAiBatches } from '../../../electron/providers/forms/openai/batches.ts';
import { json, openVendorServer } from './extras/vendor-server.ts';

const ours = { id: 'batch_1', created_at: 1000, status: 'in_progress', metadata: { switchyard_batch: 'b1' } };
const other = { id: 'batch_2', created_at: 1000, status: 'in_progress', metadata: null };
const old = { ...other, id: 'batch_0', created_at: 10 };
const unreadable = { ...other, id: 'batch_x', metadata: 'of a new kind' };

// Catches: "it is not there" said of a list that was not understood, so that the same batch is paid for twice.
test.each([
  ['it is there', { data: [other, ours] }, 'batch_1'],
  ['it is there, though what stands beside it is not known', { data: [{ ...ours, errors: 'new' }] }, 'batch_1'],
  ['it is there behind one that cannot be read', { data: [unreadable, ours] }, 'batch_1'],
  ['it is not there', { data: [other] }, null],
  ['nothing is there', { data: [] }, null],
  ['what is older is there', { data: [other, old], has_more: true }, null],
  ['a state that is new', { data: [{ ...other, status: 'dreaming' }] }, null],
  ['one that cannot be read', { data: [unreadable] }, undefined],
  ['one that cannot be read, and older ones', { data: [unreadable, old], has_more: true }, undefined],
  ['a page of nothing, and more', { data: [], has_more: true }, undefined],
  ['a page that cannot be read, and more', { data: [unreadable], has_more: true }, undefined],
])('looking for one: %s', async (_, page, found) => {
  const { fetch } = await openVendorServer({
    'GET /v1/batches': json({ object: 'list', has_more: false, ...page }),
    'GET /v1/batches/batch_1': json(ours),
  });
  const baseUrl = 'https://api.example.com/v1';
  const desk = openAiBatches({ baseUrl, headers: {}, fetch, discount: 0.5, endpoints: [] });
  const seen = await desk.find('b1', 900_000, new AbortController().signal);
  expect(seen ? seen.id : seen).toBe(found);
});
