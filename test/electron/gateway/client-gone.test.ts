import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import fastify from 'fastify';
import { expect, onTestFinished, test, vi } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import { addOpenAiDoor } from '../../../electron/server/openai/door.ts';
import { goesOnForEver, isSilent, openFaultyUpstream } from '../../helpers/faulty-upstream.ts';
import { choosing, seeded } from '../../helpers/seeded.ts';
import { openLocal } from '../local/whole/setup.ts';
import { type ModeName, modeNames, modes } from './fault-matrix.ts';
import { openRoutedGateway, type RoutedOptions } from './routed-gateway.ts';

vi.setConfig({ testTimeout: 60_000 });

const clients = 20;

async function openDoor(options: RoutedOptions = {}) {
  const host = await openRoutedGateway([], options);
  const app = fastify({ forceCloseConnections: true, genReqId: () => newId() });
  addOpenAiDoor(app, { gateway: host.gateway, log: host.log.log });
  await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/v1`;

  /** Asks, and leaves after so many ms. Gives the time at which it left. */
  async function askAndLeave(modeName: ModeName, model: string, after: number): Promise<number> {
    const { path, isStream } = modes[modeName];
    const content =
      path === '/embeddings' ? { input: 'on' } : { messages: [{ role: 'user', content: 'forever' }], stream: isStream };
    const gone = new AbortController();
    const reading = fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model, ...content }),
      signal: gone.signal,
    }).then((response) => response.text());
    await sleep(after);
    const leftAt = performance.now();
    gone.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    return leftAt;
  }
  /** How the requests ended, and how many of each. */
  const ends = (): Record<string, number> => {
    host.store.requests.flush();
    const store = new Database(join(host.store.status().home, 'switchyard.sqlite'), { readonly: true });
    const rows = store.prepare<[], { status: string }>('SELECT status FROM request').all();
    store.close();
    return Object.fromEntries(
      Object.entries(Object.groupBy(rows, ({ status }) => status)).map(([status, some]) => [status, some?.length ?? 0]),
    );
  };
  return { ...host, askAndLeave, ends };
}

// Catches: an upstream that goes on answering nobody, and is paid for; a request of a client who left that never ends,
// or counts as failed.
test.for(modeNames)('%s: whoever leaves, whenever, stops the upstream', async (modeName) => {
  const { upTo, isSo } = choosing(seeded(modeNames.indexOf(modeName) + 1));
  const host = await openDoor();
  const upstream = await openFaultyUpstream({
    act: ({ model }) => (model.endsWith('silent') ? isSilent : goesOnForEver),
    answerOf: () => ({ words: ['and ', 'on ', 'and ', 'on '], inputTokens: 3 }),
  });
  await host.providers.create({
    kind: modes[modeName].isRelayed ? 'openai-compatible' : 'anthropic-compatible',
    name: 'one',
    settings: { baseUrl: `${upstream.url}/one/v1` },
  });
  // What is loaded with the first request is not what is measured.
  await host.askAndLeave(modeName, 'one/first', 800);
  const leaving = Array.from({ length: clients }, async (_, index) => {
    const model = `${index}-${isSo(0.3) ? 'silent' : 'talking'}`;
    // One after another and side by side, as they come in life: here, all who take part share one thread.
    await sleep(upTo(2000));
    return { model, leftAt: await host.askAndLeave(modeName, `one/${model}`, 5 + upTo(300)) };
  });
  const left = await Promise.all(leaving);
  await vi.waitFor(() => expect(upstream.visits.filter(({ leftAt }) => leftAt === null)).toEqual([]));

  // Whoever left before the door had read their request has none.
  await vi.waitFor(() => expect(Object.keys(host.ends())).toEqual(['cancelled']));
  expect(host.ends()['cancelled']).toBeLessThanOrEqual(clients + 1);

  const own = upstream.visits.filter(({ model }) => model !== 'first');
  const delays = own.map(({ model, leftAt }) => {
    const client = left.find((one) => one.model === model);
    return (leftAt ?? Number.NaN) - (client?.leftAt ?? Number.NaN);
  });
  // Who left before anybody was asked has nobody to stop.
  expect(delays.length).toBeGreaterThan(clients / 2);
  const [worst = Number.NaN, ...rest] = delays.toSorted((one, other) => other - one).map(Math.ceil);
  console.log(
    `${modeName}: ${delays.length} of ${clients} were asked and heard of it after ${worst}, ${rest.join(', ')} ms`,
  );
  // The goal is 100 ms; what else runs on this machine is not ours to say.
  expect(worst).toBeLessThan(1000);
});

// Catches: a model on this computer that writes on for nobody, and keeps its slot from the next one.
test('whoever leaves frees the local model, also from the queue', async () => {
  const { local, close } = await openLocal({ models: { talker: 'talker' } });
  onTestFinished(close);
  const host = await openDoor({ local });
  const { upTo } = choosing(seeded(9));
  // Loaded, so that what is measured is the leaving.
  await host.askAndLeave('stream', 'talker', 1500);
  const left = await Promise.all(Array.from({ length: 6 }, () => host.askAndLeave('stream', 'talker', 50 + upTo(300))));
  await vi.waitFor(async () => expect(await local.get('talker')).toMatchObject({ running: 0, queued: 0 }), {
    interval: 5,
  });
  const after = performance.now() - Math.max(...left);
  console.log(`local: the model was free ${after.toFixed(1)} ms after the last one left`);
  expect(after).toBeLessThan(1000);
  await vi.waitFor(() => expect(host.ends()).toEqual({ cancelled: 7 }));
});
