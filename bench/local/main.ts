import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayMessage } from '../../electron/gateway/messages.ts';
import { testModel } from '../../test/helpers/models/test-model.ts';
import { firstToken, inTurns, median, rate, type Way } from './measures.ts';
import { openOurs, type Streamed } from './ours.ts';
import { openPort } from './port.ts';
import { openRaw } from './raw.ts';
import { soak } from './soak.ts';
import { words } from './words.ts';

export interface BenchOptions {
  rounds: number;
  /** Tokens that each stream writes. */
  wanted: number;
  /** CPU threads. */
  threads: number;
  useGpu: boolean;
  only: string | null;
}

const slots = 8;
const contextSize = 4096;
const seed = 7;

const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
const user = (text: string): GatewayMessage => ({ role: 'user', text });

export async function bench({ only, ...options }: BenchOptions): Promise<void> {
  const wants = (part: string) => only === null || only === part;
  if (only === 'decode' || wants('speed')) await speed({ ...options, isShort: only === 'decode' });
  if (wants('soak')) await soak();
}

async function speed({ rounds, wanted, useGpu, threads, isShort }: Omit<BenchOptions, 'only'> & { isShort: boolean }) {
  const path = await testModel('random-half');
  const choices = { contextSize, slots, threads, backend: useGpu ? ('auto' as const) : ('cpu' as const) };
  const raw = await openRaw({ path, slots, contextSize, threads, useGpu });
  const ours = await openOurs({ path, choices });
  const port = await openPort({ path, choices });
  let salt = seed;
  const fresh = (tokens: number) => words(tokens, salt++);
  const rawWay: Way = { name: 'engine called directly', streams: raw.streams };
  const oursWay: Way = {
    name: 'through the gateway',
    streams: async (count, promptTokens, tokens) =>
      (await Promise.all(Array.from({ length: count }, () => ours.stream([user(fresh(promptTokens))], tokens)))).map(
        ({ times }) => times,
      ),
  };
  const portWay: Way = {
    name: 'over the port',
    streams: (count, promptTokens, tokens) =>
      Promise.all(Array.from({ length: count }, () => port.stream(fresh(promptTokens), tokens))),
  };
  const ways = [rawWay, oursWay, portWay];
  try {
    // Not counted: the first answer loads the model.
    for (const way of ways) await way.streams(1, 8, 4);
    console.log(`${raw.backend}, ${threads} threads, ${rounds} rounds, ${wanted} tokens a stream; medians`);

    const rates = new Map<number, Map<string, number[]>>();
    for (const count of [1, 4, 8]) {
      rates.set(count, await inTurns(ways, rounds, async (way) => rate(await way.streams(count, 16, wanted))));
    }
    const firsts = await inTurns(ways, isShort ? 0 : rounds, (way) => firstToken(way, 1000));
    const of = (count: number, way: Way) => median(rates.get(count)?.get(way.name) ?? []);
    console.table(
      Object.fromEntries(
        ways.map((way) => [
          way.name,
          {
            '1 stream, tokens/s': round(of(1, way)),
            'to the floor': round(of(1, way) / of(1, rawWay), 3),
            '4 streams, tokens/s': round(of(4, way)),
            '8 streams, tokens/s': round(of(8, way)),
            '8 to 1': round(of(8, way) / of(1, way)),
            'first token of 1,000, ms': round(median(firsts.get(way.name) ?? []), 0),
          },
        ]),
      ),
    );
    if (isShort) return;
    await secondTurn(ours);
    await neighbour(ours, wanted);
    await cancelled(ours, rounds);
    const delay = await ours.loopDelay(() => oursWay.streams(4, 16, wanted));
    console.log(`event loop of the host while 4 streams write: p99 ${round(delay, 1)} ms (goal: 20 ms or less)`);
  } finally {
    await port.close();
    await ours.close();
    raw.close();
  }
}

type Ours = Awaited<ReturnType<typeof openOurs>>;

async function secondTurn({ stream }: Ours): Promise<void> {
  const question = user(words(2000, 3));
  const first = await stream([question], 8);
  const again: GatewayMessage[] = [question, { role: 'assistant', text: first.text }, user('And then?')];
  const second = await stream(again, 8);
  const { inputTokens, cachedTokens } = second.result.usage;
  console.log(
    `second turn: ${inputTokens} tokens, ${cachedTokens} of them kept, ${(inputTokens ?? 0) - (cachedTokens ?? 0)} read; ` +
      `first token after ${ms(second)} ms, ${ms(first)} ms in the first turn`,
  );
}

const ms = ({ times }: Streamed): number => round(times[0] ?? Number.NaN, 0);

/** How long a prompt that is being read goes on after it was cancelled. */
async function cancelled({ stream, local }: Ours, rounds: number): Promise<void> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const stop = new AbortController();
    const reading = stream([user(words(3000, 40 + round))], 1, stop.signal);
    await sleep(3000 + 100 * round);
    const start = performance.now();
    stop.abort();
    await reading.catch(() => {});
    while ((await local.get('bench')).running > 0) await sleep(1);
    took.push(performance.now() - start);
  }
  const [middle, most] = [median(took), Math.max(...took)].map((time) => round(time, 0));
  console.log(`a prompt of 3,000 tokens cancelled: free after ${middle} ms, at most ${most} ms (goal: 300 ms or less)`);
}

/** How a stream gets on while a long prompt is read beside it. */
async function neighbour({ stream }: Ours, wanted: number): Promise<void> {
  const alone = await stream([user('Tell me all.')], wanted);
  const beside = stream([user('Tell me more.')], wanted * 20);
  const reading = stream([user(words(3000, 11))], 1);
  const read = await reading;
  const writing = await beside;
  const from = read.start - writing.start;
  const to = from + (read.times[0] ?? Number.NaN);
  const during = writing.times.filter((time) => time > from && time < to).length / ((to - from) / 1000);
  const before = rate([alone.times]);
  console.log(
    `a stream beside a prompt of 3,000 tokens: ${round(during)} tokens/s, alone ${round(before)}; ` +
      `ratio ${round(during / before)} (goal: 0.5 or more)`,
  );
}
