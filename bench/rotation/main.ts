import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { ProviderId } from '../../shared/model/ids.ts';
import { steadyAnswer, thinkingAnswer } from '../../test/helpers/upstream-behaviours.ts';
import { openHost } from './host.ts';

export interface BenchOptions {
  seconds: number;
  /** Streams a second. */
  rate: number;
}

const oldKey = 'sk-bench-old-000000000-aaaa';
const newKey = 'sk-bench-new-000000000-bbbb';

/** Every fifth is long enough to be under way at the swap. */
const kinds = {
  short: { modelId: 'thinking', wanted: thinkingAnswer.reasoning + thinkingAnswer.text },
  long: { modelId: 'steady', wanted: steadyAnswer },
};
const kindOf = (index: number): keyof typeof kinds => (index % 5 === 0 ? 'long' : 'short');

interface Outcome {
  isWhole: boolean;
  /** Why not. */
  failure?: string;
  /** Ms. */
  firstToken: number;
  isAcrossSwap: boolean;
}

/** Swaps the key after two fifths of the time, and has the old one refused after three. */
export async function bench({ seconds, rate }: BenchOptions): Promise<number> {
  const upstream = new Worker(join(import.meta.dirname, 'upstream.mjs'), { workerData: [oldKey, newKey] });
  const [{ url: baseUrl }] = (await once(upstream, 'message')) as [{ url: string }];
  /** The keys that it was asked with since the last look. */
  const chats = async (): Promise<string[]> => {
    upstream.postMessage({});
    const [answer] = (await once(upstream, 'message')) as [{ chats: string[] }];
    return answer.chats;
  };
  const host = openHost();
  const { id } = await host.providers.create({
    kind: 'openai-compatible',
    name: 'Upstream',
    settings: { baseUrl },
    // A retry would hide a request that the rotation lost.
    network: { maxRetries: 0 },
    apiKey: oldKey,
  });
  // The first request loads the vendor's package.
  await stream(host, { providerId: id, kind: 'short', swaps: () => 0 });
  await chats();

  let swaps = 0;
  const running: Promise<Outcome>[] = [];
  const rotating = (async () => {
    await sleep(seconds * 400);
    const [key] = host.providers.get(id).credentials;
    if (!key) throw new Error('There is no key to rotate.');
    await host.providers.rotateKey(key.id, newKey, new AbortController().signal);
    swaps += 1;
    await sleep(seconds * 200);
    upstream.postMessage({ refuse: oldKey });
  })();
  const start = performance.now();
  for (let index = 0; index < seconds * rate; index += 1) {
    await sleep(Math.max(0, start + (index * 1000) / rate - performance.now()));
    running.push(stream(host, { providerId: id, kind: kindOf(index), swaps: () => swaps }));
  }
  const begun = performance.now() - start;
  await rotating;
  const outcomes = await Promise.all(running);

  const asked = await chats();
  const failed = outcomes.filter(({ isWhole }) => !isWhole);
  const firstTokens = outcomes.map(({ firstToken }) => firstToken).sort((one, other) => one - other);
  const place = (share: number): number => Math.round(firstTokens[Math.floor((firstTokens.length - 1) * share)] ?? 0);
  console.table({
    streams: outcomes.length,
    'begun a second': Number((outcomes.length / (begun / 1000)).toFixed(1)),
    'asked with the old key': asked.filter((key) => key === oldKey).length,
    'asked with the new key': asked.filter((key) => key === newKey).length,
    'under way at the swap': outcomes.filter(({ isAcrossSwap }) => isAcrossSwap).length,
    'first token, median ms': place(0.5),
    'first token, 99 % ms': place(0.99),
    failed: failed.length,
  });
  for (const { failure } of failed.slice(0, 5)) console.log(failure);
  await host.close();
  await upstream.terminate();
  return failed.length === 0 ? 0 : 1;
}

async function stream(
  { gateway }: ReturnType<typeof openHost>,
  { providerId, kind, swaps }: { providerId: ProviderId; kind: keyof typeof kinds; swaps(): number },
): Promise<Outcome> {
  const { modelId, wanted } = kinds[kind];
  const start = performance.now();
  const before = swaps();
  let text = '';
  let firstToken = Number.NaN;
  const outcome = (isWhole: boolean, failure?: string): Outcome => ({
    isWhole,
    firstToken,
    isAcrossSwap: swaps() !== before,
    ...(failure !== undefined && { failure }),
  });
  try {
    const answer = gateway.stream({
      door: 'window',
      wish: { target: { providerId, modelId } },
      messages: [{ role: 'user', text: 'Which track?' }],
      messageId: null,
      signal: new AbortController().signal,
    });
    for await (const delta of answer) {
      if (text === '') firstToken = performance.now() - start;
      text += delta.text;
    }
    return text === wanted ? outcome(true) : outcome(false, 'an answer that is not whole');
  } catch (error) {
    return outcome(false, String(error));
  }
}
