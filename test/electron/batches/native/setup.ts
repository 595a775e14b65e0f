import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { type BatchesOptions, type BatchesService, createBatches } from '../../../../electron/batches/batches.ts';
import { createStanding } from '../../../../electron/gateway/standing.ts';
import { createNativeBatches } from '../../../../electron/host/native-batches.ts';
import { openGateway } from '../../../../electron/host/open-gateway.ts';
import type { LocalService } from '../../../../electron/local/local.ts';
import { createPlanLine } from '../../../../electron/server/openai/plan-line.ts';
import { type Batch, type NewBatch, newBatch } from '../../../../shared/model/batch.ts';
import type { BatchId } from '../../../../shared/model/ids.ts';
import { settingsSchema } from '../../../../shared/model/settings.ts';
import { recordingLog, temporaryFolder } from '../../../helpers/test-store.ts';
import { openTestProviders } from '../../../helpers/upstream-host.ts';
import { readResults } from '../setup.ts';
import { openBatchVendor } from './batch-vendor.ts';

const noLocal: Pick<LocalService, 'list' | 'outlook' | 'leastWait'> = {
  list: async () => [],
  outlook: async () => ({ wait: null, fits: false }),
  leastWait: async () => null,
};

export const chatLine = (id: string, body: Record<string, unknown> = {}): string =>
  JSON.stringify({
    custom_id: id,
    method: 'POST',
    url: '/v1/chat/completions',
    body: { model: 'OpenAI/gpt-4o-mini', messages: [{ role: 'user', content: 'Which track?' }], ...body },
  });
export const chatLines = (count: number, body?: Record<string, unknown>): string =>
  Array.from({ length: count }, (_, at) => `${chatLine(`r${at + 1}`, body)}\n`).join('');

/** Real batches, providers, gateway and store; the vendor is a server on this computer, and the clock is ours. */
export async function openNative() {
  const clock = { now: Date.UTC(2026, 10, 20) };
  const now = (): number => clock.now;
  const vendor = await openBatchVendor(now);
  const storeLog = recordingLog();
  const host = openTestProviders({ fetch: vendor.fetch, now, store: { log: storeLog.log } });
  const provider = await host.providers.create({
    kind: 'openai',
    name: 'OpenAI',
    settings: {},
    apiKey: 'sk-test-0123456789',
  });
  await host.providers.models(provider.id, { refresh: true });
  const settings = settingsSchema.parse({});
  const { routing, planner } = openGateway({
    ...host,
    local: { ...noLocal } as LocalService,
    settings: () => settings,
    standing: createStanding({ policy: () => ({ failures: 5, openFor: 60_000 }), now }),
    log: host.log.log,
    now,
  });
  const folder = temporaryFolder();
  const waits: number[] = [];
  const askedHere: unknown[] = [];
  const open = (changes: Partial<BatchesOptions> = {}): BatchesService => {
    const batches = createBatches({
      store: host.store,
      folder: join(folder, 'batches'),
      ask: async (question) => {
        askedHere.push(question);
        return { status: 200, body: {}, requestId: question.requestId };
      },
      recorded: host.store.requests.get,
      native: createNativeBatches({
        plan: createPlanLine({ planner, config: routing.config, now }),
        providers: host.providers,
        requests: host.store.requests,
        now,
      }),
      // No test waits: time goes on as if it had.
      sleep: async (ms) => {
        waits.push(ms);
        clock.now += ms;
        await new Promise((resolve) => setTimeout(resolve, 2));
      },
      onChange: () => {},
      log: host.log.log,
      now,
      retryPause: 50,
      closePatience: 300,
      ...changes,
    });
    onTestFinished(() => batches.close());
    return batches;
  };
  const batches = open();

  const until = async (id: BatchId, look: (batch: Batch) => boolean): Promise<Batch> => {
    for (let tries = 0; tries < 1000; tries += 1) {
      const batch = host.store.batches.get(id);
      if (batch && look(batch)) return batch;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`the batch stays ${JSON.stringify(host.store.batches.get(id))}`);
  };
  return {
    ...host,
    provider,
    /** What the store complains about. */
    storeErrors: () => storeLog.lines.filter(({ level }) => Number(level) >= 50),
    routing,
    vendor,
    folderOf: (id: BatchId): string => join(folder, 'batches', id),
    /** Whoever else writes to the same database. */
    sql(statement: string): void {
      const client = new Database(join(host.store.status().home, 'switchyard.sqlite'));
      client.exec(statement);
      client.close();
    },
    clock,
    waits,
    askedHere,
    batches,
    open,
    until,
    ended: (id: BatchId): Promise<Batch> => until(id, ({ endedAt }) => endedAt !== null),
    /** Puts a file there; nothing of it is asked yet. */
    async put(text: string, choices: Partial<NewBatch> = {}): Promise<Batch> {
      const { id } = batches.create(newBatch.parse({ name: 'test.jsonl', ...choices }));
      await batches.append(id, Buffer.from(text));
      return batches.check(id);
    },
    results: (id: BatchId, file: 'output' | 'errors') => readResults(folder, id, file),
    requestRows: (id: BatchId) =>
      host.store.batchRequests
        .page(id, { limit: 1000 })
        .map(({ requestId }) => requestId && host.store.requests.get(requestId)),
  };
}
