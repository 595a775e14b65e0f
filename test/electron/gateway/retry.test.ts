import { describe, expect, test, vi } from 'vitest';
import { createGateway } from '../../../electron/gateway/gateway.ts';
import type { AnswerResult, Outcome } from '../../../electron/gateway/request.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { AnswerDelta } from '../../../shared/model/conversation.ts';
import type { TypedNetwork } from '../../../shared/model/network-settings.ts';
import { partialAnswer } from '../../helpers/upstream-behaviours.ts';
import { addUpstream, openTestProviders, openTestUpstream } from '../../helpers/upstream-host.ts';
import { openKeyedGateway } from './keyed-gateway.ts';

const quick: TypedNetwork = { maxRetries: 2, retryBase: 20, retryCap: 200, retryJitter: false };

async function open(network: TypedNetwork = quick) {
  const upstream = await openTestUpstream();
  const host = openTestProviders();
  const { id: providerId } = await addUpstream(host, upstream, { network });
  const { log, lines } = host.log;
  const gateway = createGateway({ connect: host.providers.connect, requests: host.store.requests, log });

  async function ask(modelId: string, signal = new AbortController().signal) {
    const messages = [{ role: 'user' as const, text: 'Which track?' }];
    const target = { providerId, modelId };
    const answer = gateway.stream({ door: 'window', wish: { target }, messages, messageId: null, signal });
    return read(answer);
  }
  const chats = (): number => upstream.requests.filter(({ method }) => method === 'POST').length;
  const waits = () => lines.flatMap(({ retry, wait, code }) => (retry === undefined ? [] : [{ retry, wait, code }]));
  return { ...host, upstream, ask, chats, waits };
}

async function read(answer: AsyncGenerator<AnswerDelta, Outcome<AnswerResult>, void>) {
  let text = '';
  try {
    for (;;) {
      const { done, value } = await answer.next();
      if (done) return { text, result: value };
      text += value.text;
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { text, error };
  }
}

describe('what failed is asked again', () => {
  // Catches: retries that never come, come without a wait, never end, or that nobody can see.
  test('as often as chosen, with growing waits, and the failure says how often', async () => {
    const host = await open();
    const { error } = await host.ask('fail-503');
    expect(error).toMatchObject({ code: 'PROVIDER_UNHEALTHY', retryable: true, details: { status: 503, retries: 2 } });
    expect(host.chats()).toBe(3);
    expect(host.waits()).toEqual([
      { retry: 1, wait: 20, code: 'PROVIDER_UNHEALTHY' },
      { retry: 2, wait: 40, code: 'PROVIDER_UNHEALTHY' },
    ]);
  });

  // Catches: an answer that came at last without a word of the tries before it, or with two rows.
  test('until it answers, and the result says how often', async () => {
    const host = await openKeyedGateway({ one: { status: 500 } }, { ...quick, retryBase: 300, retryCap: 300 });
    const asking = host.ask();
    await vi.waitFor(() => expect(host.upstream.chats).toHaveLength(1));
    host.rule('one', {});
    expect(await asking).toEqual({ text: 'Which track?', retries: 1 });
    expect(host.chats()).toEqual(['one', 'one']);
    expect(host.store.requests.interruptRunning()).toBe(0);
  });

  // Catches: a key shown as resting long after it has answered.
  test('a key that answers while it should rest is told to be ready', async () => {
    const host = await openKeyedGateway({ one: { status: 429 } }, { ...quick, retryBase: 300, retryCap: 300 });
    const asking = host.ask();
    await vi.waitFor(() => expect(host.keyOf('one').restingModels).toHaveLength(1));
    host.rule('one', {});
    expect(await asking).toEqual({ text: 'Which track?', retries: 1 });
    expect(host.keyOf('one').restingModels).toEqual([]);
    expect(host.published).toHaveLength(2);
    expect(await host.ask()).toEqual({ text: 'Which track?' });
    expect(host.published).toHaveLength(2);
  });

  // Catches: money spent on what can only fail again, and a half answer shown twice.
  test.each([
    ['fail-400', ''],
    ['fail-401', ''],
    ['fail-404', ''],
    ['cut', partialAnswer],
    ['error-event', partialAnswer],
  ])('%s is not', async (modelId, text) => {
    const host = await open();
    const failed = await host.ask(modelId);
    expect(failed.text).toBe(text);
    expect(failed.error?.details).not.toHaveProperty('retries');
    expect(host.chats()).toBe(1);
  });

  // Catches: a provider that chose none retried all the same.
  test('never where no retries are chosen', async () => {
    const host = await open({ maxRetries: 0 });
    await host.ask('fail-503');
    expect(host.chats()).toBe(1);
  });

  // Catches: the silence of five minutes kept up for fifteen.
  test('nothing that was silent for all of its time', async () => {
    const host = await open({ ...quick, firstTokenTimeout: 1000 });
    expect((await host.ask('hang')).error?.code).toBe('PROVIDER_TIMEOUT');
    expect(host.chats()).toBe(1);
  });
});

describe('a wait that the provider names', () => {
  // Catches: a limit asked again before its time, which makes it last longer.
  test('is kept to', async () => {
    const host = await openKeyedGateway({ one: { status: 429, headers: { 'retry-after-ms': '150' } } }, quick);
    const start = performance.now();
    const asking = host.ask();
    await vi.waitFor(() => expect(host.upstream.chats).toHaveLength(1));
    host.rule('one', {});
    host.clock.now += 150;
    expect(await asking).toEqual({ text: 'Which track?', retries: 1 });
    expect(performance.now() - start).toBeGreaterThan(145);
  });

  // Catches: somebody kept waiting for longer than they agreed to.
  test('is not waited for when it is longer than the longest', async () => {
    const host = await open();
    const start = performance.now();
    expect((await host.ask('fail-429')).error).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfter: 7000 } });
    expect(host.chats()).toBe(1);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  // Catches: a guess of this app, that a key rests 30 s, told to be the end; and a rest that grows with each retry.
  test('is not the one that was only guessed here', async () => {
    const host = await openKeyedGateway({ one: { status: 429 } }, quick);
    expect((await host.ask()).error).toMatchObject({ code: 'RATE_LIMITED', details: { retries: 2 } });
    expect(host.chats()).toEqual(['one', 'one', 'one']);
    expect(host.keyOf('one').restingModels).toEqual([{ modelId: 'echo', until: host.clock.now + 30_000 }]);
    // The next one finds it resting, and is told so at once.
    expect((await host.ask()).error?.details).toMatchObject({ retryAfter: 30_000 });
    expect(host.chats()).toEqual([]);
  });
});

// Catches: a wait where another key would have answered at once.
test('another key comes before any wait', async () => {
  const host = await openKeyedGateway({ one: { status: 429, headers: { 'retry-after': '1' } }, two: {} }, quick);
  expect(await host.ask()).toEqual({ text: 'Which track?' });
  expect(host.chats()).toEqual(['one', 'two']);
});

// Catches: a stopped answer that waits to its end, and then asks.
test('cancelling ends the wait at once', async () => {
  const host = await open({ ...quick, retryBase: 60_000, retryCap: 60_000 });
  const controller = new AbortController();
  const asking = host.ask('fail-503', controller.signal);
  await vi.waitFor(() => expect(host.waits()).toHaveLength(1));
  controller.abort();
  expect((await asking).error?.code).toBe('CANCELLED');
  expect(host.chats()).toBe(1);
});

describe('the time for a whole answer', () => {
  // Catches: an answer that drips for ever, and an upstream that goes on after it was given up.
  test('ends one that still comes', async () => {
    const host = await open({ ...quick, totalTimeout: 1000 });
    const { text, error } = await host.ask('slow');
    expect(text).toMatch(/^word-1 word-2/);
    expect(error).toMatchObject({ code: 'PROVIDER_TIMEOUT' });
    expect(error?.message).toContain('did not finish its answer within 1 s');
    await vi.waitFor(() => expect(host.upstream.aborted).toBe(1));
  });

  // Catches: a limit that begins anew with each retry.
  test('holds for all retries together', async () => {
    const host = await open({
      maxRetries: 10,
      retryBase: 400,
      retryBackoff: 'fixed',
      retryJitter: false,
      totalTimeout: 1000,
    });
    const start = performance.now();
    expect((await host.ask('fail-503')).error).toMatchObject({ code: 'PROVIDER_UNHEALTHY', details: { retries: 2 } });
    expect(performance.now() - start).toBeLessThan(1100);
  });
});
