import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createLoads } from '../../../../electron/providers/load/loads.ts';
import type { ProviderId } from '../../../../shared/model/ids.ts';
import { openTestProviders } from '../../../helpers/upstream-host.ts';
import { startHttp } from '../network/servers.ts';
import { llamaText, peerText, sglangText, slotsText, vllmText, withoutMetrics } from './texts.ts';

const busy = { timeout: 10_000, interval: 20 };

type Page = string | [number, string] | ((response: ServerResponse) => void);

interface ServerOptions {
  kind: string;
  pages: Record<string, Page>;
  apiKey?: string;
  /** Ms. Default: as long as a busy machine may take. */
  patience?: number;
}

/** A server of these pages, as a provider, and what is known of its load. */
async function openLoads({ kind, pages, apiKey, patience = 10_000 }: ServerOptions) {
  const clock = { now: 1_800_000_000_000 };
  const asked: string[] = [];
  const keys: (string | undefined)[] = [];
  const server = await startHttp((request: IncomingMessage, response) => {
    asked.push(request.url ?? '');
    keys.push(request.headers.authorization);
    const page = pages[request.url ?? ''] ?? [404, '{"error":"not found"}'];
    if (typeof page === 'function') return page(response);
    const [status, text] = typeof page === 'string' ? [200, page] : page;
    response.writeHead(status, { 'content-type': text.startsWith('{') ? 'application/json' : 'text/plain' }).end(text);
  });
  const host = openTestProviders();
  onTestFinished(() => host.providers.close());
  const settings = { baseUrl: `${server.url}/v1` };
  const provider = await host.providers.create({ kind, name: 'Server', settings, ...(apiKey && { apiKey }) });
  const loads = createLoads({
    reach: host.providers.reach,
    placeOf: (id) => host.store.providers.get(id)?.settings,
    log: host.log.log,
    now: () => clock.now,
    patience,
  });
  const of = (modelId: string): number | null => loads.of({ providerId: provider.id, modelId });
  /** What is known when the question that it set off has been answered. */
  const read = async (modelId: string): Promise<number | null> => {
    of(modelId);
    await vi.waitFor(() => expect(of(modelId)).not.toBeNull(), busy);
    return of(modelId);
  };
  return { ...host, clock, asked, keys, loads, of, read, pages, id: provider.id as ProviderId };
}

// Catches: a metric of a similar name that is counted, engines that are not added up, a label with signs in it, a number
// that is none; a model that is not listed and is taken for idle.
test.each([
  ['vllm', { '/metrics': vllmText }, { 'Qwen/Qwen3-8B': 10, 'odd "name", {1}': 1, 'an-alias': 11 }],
  ['sglang', { '/metrics': sglangText }, { m: 15 }],
  ['llamacpp', { '/metrics': llamaText }, { any: 50 }],
  ['llamacpp', { '/metrics': [501, withoutMetrics], '/slots': slotsText }, { any: 2 }],
  ['openai-compatible', { '/v1/load': peerText }, { 'llama-8b': 5, other: 7 }],
] as [string, Record<string, Page>, Record<string, number>][])('what %s says (%#)', async (kind, pages, wanted) => {
  const { read } = await openLoads({ kind, pages });
  for (const [model, load] of Object.entries(wanted)) expect([model, await read(model)]).toEqual([model, load]);
});

// Catches: a server asked with each request, or several times at once; a number of long ago that still counts; a key
// that is not sent.
test('it is read anew after two seconds at most, by one at a time, and counts until then, for minutes', async () => {
  const { clock, asked, keys, of, read, pages } = await openLoads({
    kind: 'vllm',
    pages: { '/metrics': vllmText },
    apiKey: 'sk-made-up-0123456789',
  });
  expect([of('Qwen/Qwen3-8B'), of('Qwen/Qwen3-8B')]).toEqual([null, null]);
  expect(await read('Qwen/Qwen3-8B')).toBe(10);
  expect([asked, keys]).toEqual([['/metrics'], ['Bearer sk-made-up-0123456789']]);
  clock.now += 1999;
  of('Qwen/Qwen3-8B');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(asked).toHaveLength(1);
  const waiting: ServerResponse[] = [];
  pages['/metrics'] = (response) => void waiting.push(response);
  clock.now += 1;
  expect([of('Qwen/Qwen3-8B'), of('Qwen/Qwen3-8B')]).toEqual([10, 10]);
  await vi.waitFor(() => expect(waiting).toHaveLength(1), busy);
  clock.now += 5 * 60_000 - 2001;
  expect(of('Qwen/Qwen3-8B')).toBe(10);
  clock.now += 1;
  expect(of('Qwen/Qwen3-8B')).toBeNull();
  expect(asked).toHaveLength(2);
  waiting[0]?.end(vllmText.replaceAll('5.0', '50.0'));
  expect(await read('Qwen/Qwen3-8B')).toBe(55);
});

// Catches: a server without such an address asked again every two seconds; one that is slow waited for; a failure that
// reaches anybody; what was said at one address taken for another.
test('whoever has nothing to say is asked once an hour, and again at another address', async () => {
  const { clock, asked, of, read, pages, loads, providers, id, log } = await openLoads({
    kind: 'openai-compatible',
    pages: {},
  });
  of('m');
  const told = () => log.lines.filter(({ msg }) => String(msg).includes('was not told'));
  await vi.waitFor(() => expect(told()).toHaveLength(1), busy);
  clock.now += 59 * 60_000;
  expect(of('m')).toBeNull();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(asked).toEqual(['/v1/load']);
  clock.now += 61_000;
  pages['/v1/load'] = '<html>A page of somebody else</html>';
  of('m');
  await vi.waitFor(() => expect(told()).toHaveLength(2), busy);
  clock.now += 59 * 60_000;
  of('m');
  pages['/v1/load'] = peerText;
  loads.review(id);
  expect(of('m')).toBeNull();
  await providers.update({
    providerId: id,
    settings: { baseUrl: `${String(providers.get(id).settings['baseUrl'])}/v1` },
  });
  pages['/v1/v1/load'] = peerText;
  loads.review(id);
  expect(await read('m')).toBe(7);
});

// Catches: a question that goes on for as long as a stuck server likes.
test('a server that does not answer within a second is left alone for ten', async () => {
  const { clock, asked, of, pages, log } = await openLoads({
    kind: 'vllm',
    pages: { '/metrics': () => {} },
    patience: 1000,
  });
  const start = performance.now();
  of('m');
  expect(performance.now() - start).toBeLessThan(500);
  await vi.waitFor(() => expect(log.lines.filter(({ code }) => code === 'PROVIDER_TIMEOUT')).toHaveLength(1), busy);
  expect(performance.now() - start).toBeLessThan(5000);
  clock.now += 9999;
  expect(of('m')).toBeNull();
  pages['/metrics'] = vllmText;
  clock.now += 1;
  of('m');
  await vi.waitFor(() => expect(of('m')).toBe(11), busy);
  expect(asked).toHaveLength(2);
});
