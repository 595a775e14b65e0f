import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type BatchesOptions, type BatchesService, createBatches } from '../../../electron/batches/batches.ts';
import type { Store } from '../../../electron/store/open-store.ts';
import { type Batch, type NewBatch, newBatch } from '../../../shared/model/batch.ts';
import type { BatchId } from '../../../shared/model/ids.ts';
import { openTestStore, silentLog, temporaryFolder } from '../../helpers/test-store.ts';
import { askOverHttp } from './ask-over-http.ts';
import { type CountingUpstream, openTestUpstream } from './counting-upstream.ts';

export interface ResultLine {
  id: string;
  custom_id: string;
  response: { status_code: number; request_id: string; body: unknown } | null;
  error: { code: string; message: string } | null;
}

export interface TestBatches {
  batches: BatchesService;
  store: Store;
  upstream: CountingUpstream;
  folder: string;
  /** Each time something was told. */
  told: BatchId[][];
  /** Sends a file, whole. */
  send(text: string, options?: Partial<NewBatch>): Promise<Batch>;
  /** Waits until it looks so. */
  until(id: BatchId, look: (batch: Batch) => boolean): Promise<Batch>;
  ended(id: BatchId): Promise<Batch>;
  results(id: BatchId, file: 'output' | 'errors'): ResultLine[];
}

export async function openTestBatches(options: Partial<BatchesOptions> & { folder?: string } = {}) {
  const folder = options.folder ?? temporaryFolder();
  const store = openTestStore({ folder });
  const upstream = await openTestUpstream();
  const told: BatchId[][] = [];
  const open = (changes: Partial<BatchesOptions> = {}): BatchesService => {
    const batches = createBatches({
      store,
      ask: askOverHttp(upstream.url),
      recorded: store.requests.get,
      onChange: (ids) => void told.push(ids),
      log: silentLog,
      retryPause: 50,
      closePatience: 1000,
      ...options,
      folder: join(folder, 'batches'),
      ...changes,
    });
    onTestFinished(() => batches.close());
    return batches;
  };
  const batches = open();

  const until: TestBatches['until'] = async (id, look) => {
    for (let tries = 0; tries < 1500; tries += 1) {
      const batch = store.batches.get(id);
      if (batch && look(batch)) return batch;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`the batch stays ${JSON.stringify(store.batches.get(id))}`);
  };
  const test: TestBatches = {
    batches,
    store,
    upstream,
    folder,
    told,
    async send(text, choices = {}) {
      const { id } = batches.create(newBatch.parse({ name: 'test.jsonl', ...choices }));
      await batches.append(id, Buffer.from(text));
      return batches.submit(id);
    },
    until,
    ended: (id) => until(id, ({ endedAt }) => endedAt !== null),
    results: (id, file) => readResults(folder, id, file),
  };
  return { ...test, open };
}

export const readResults = (folder: string, id: BatchId, file: 'output' | 'errors'): ResultLine[] =>
  readFileSync(join(folder, 'batches', id, `${file}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as ResultLine);

/** A line of a batch, of the endpoint for chats. */
export const requestLine = (id: string, body: { wait?: number; status?: number } = {}): string =>
  JSON.stringify({
    custom_id: id,
    method: 'POST',
    url: '/v1/chat/completions',
    body: { model: 'steady', metadata: { line: id }, ...body },
  });

export const requestLines = (count: number, body?: { wait?: number; status?: number }, prefix = 'request'): string =>
  Array.from({ length: count }, (_, at) => `${requestLine(`${prefix}-${at + 1}`, body)}\n`).join('');
