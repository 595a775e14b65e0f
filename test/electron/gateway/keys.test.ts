import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import { keyNamed, openKeyedGateway } from './keyed-gateway.ts';

const minute = 60_000;
const answer = { text: 'Which track?' };

describe('the next key', () => {
  // Catches: a request lost although another key would have answered; a key asked again in every request; a key in the log.
  test.each<[number, ErrorCode, 'resting' | 'refused']>([
    [401, 'INVALID_API_KEY', 'refused'],
    [402, 'PAYMENT_REQUIRED', 'resting'],
  ])('answers when the first one fails with %i', async (status, code, state) => {
    const host = await openKeyedGateway({ one: { status }, two: {} });
    expect(await host.ask()).toEqual(answer);
    expect(host.chats()).toEqual(['one', 'two']);
    expect(host.keyOf('one')).toMatchObject({ state, failure: { code } });
    expect(host.keyOf('two')).toMatchObject({ state: 'ready', restsUntil: null, failure: null });
    expect(host.published).toEqual([{ name: 'providers.changed', data: { providerId: host.providerId } }]);
    expect(await host.ask()).toEqual(answer);
    expect(host.chats()).toEqual(['two']);
    expect(host.published).toHaveLength(1);
    const lines = host.log.lines.filter(({ msg }) => msg === 'a key was refused');
    expect(lines).toEqual([expect.objectContaining({ credentialId: host.keyOf('one').id, code })]);
    expect(JSON.stringify(host.log.lines)).not.toContain(keyNamed('one'));
  });

  // Catches: a loop over keys that never ends, and an error of our own in place of the provider's.
  test('is asked once each, and the caller sees the last failure', async () => {
    const host = await openKeyedGateway({ one: { status: 401 }, two: { status: 402 }, three: { status: 429 } });
    expect(await host.ask()).toMatchObject({ text: '', code: 'RATE_LIMITED' });
    expect(host.chats()).toEqual(['one', 'two', 'three']);
  });

  // Catches: a second question paid for, and a key punished, where the provider or the request is the trouble.
  test.each(['fail-500', 'cut-before', 'error-event', 'cut', 'html'])('is not asked after %s', async (modelId) => {
    const failing = { models: { 'fail-500': 500 } };
    const host = await openKeyedGateway({ one: failing, two: failing });
    expect((await host.ask(modelId)).error).toBeDefined();
    expect(host.chats()).toEqual(['one']);
    expect([host.keyOf('one').state, host.published]).toEqual(['ready', []]);
  });

  // Catches: a key that may not use one model given up for all of them.
  test('answers for the one model that the first may not use', async () => {
    const host = await openKeyedGateway({ one: { models: { thinking: 403 } }, two: {} });
    expect((await host.ask('thinking')).code).toBeUndefined();
    expect((await host.ask('thinking')).code).toBeUndefined();
    expect(await host.ask('echo')).toEqual(answer);
    expect(host.chats()).toEqual(['one', 'two', 'two', 'one']);
    expect(host.keyOf('one')).toMatchObject({ state: 'ready', refusedModels: ['thinking'] });
    host.clock.now += 10 * minute;
    expect(host.keyOf('one').refusedModels).toEqual([]);
    await host.ask('thinking');
    expect(host.chats()).toEqual(['one', 'two']);
  });

  // Catches: a key kept from all models because one of them has enough for this minute, and one asked on and on.
  test('answers for the one model whose limit is reached', async () => {
    const limited = { models: { thinking: 429 }, headers: { 'retry-after': '7' } };
    const host = await openKeyedGateway({ one: limited, two: {} });
    expect((await host.ask('thinking')).code).toBeUndefined();
    expect((await host.ask('thinking')).code).toBeUndefined();
    expect(await host.ask('echo')).toEqual(answer);
    expect(host.chats()).toEqual(['one', 'two', 'two', 'one']);
    const until = host.clock.now + 7000;
    expect(host.keyOf('one')).toMatchObject({ state: 'ready', restingModels: [{ modelId: 'thinking', until }] });
    expect(host.published).toHaveLength(1);
    host.clock.now += 7000;
    expect(host.keyOf('one').restingModels).toEqual([]);
    await host.ask('thinking');
    expect(host.chats()).toEqual(['one', 'two']);
  });

  // Catches: the next model asked with a key whose account has enough of all of them.
  test('answers for all models where the limit is that of the account', async () => {
    const message = 'You have reached the rate limit of your account.';
    const host = await openKeyedGateway({ one: { status: 429, message }, two: {} });
    await host.ask('thinking');
    expect(await host.ask('echo')).toEqual(answer);
    expect(host.chats()).toEqual(['one', 'two', 'two']);
    const failure = { code: 'RATE_LIMITED', details: { scope: 'account' } };
    expect(host.keyOf('one')).toMatchObject({ state: 'resting', restingModels: [], failure });
  });

  // Catches: an answer asked for twice after its reader has gone.
  test('is not asked for somebody who left', async () => {
    const host = await openKeyedGateway({ one: { status: 429 }, two: {} });
    const controller = new AbortController();
    const asking = host.ask('echo', controller.signal);
    controller.abort();
    expect((await asking).code).toBe('CANCELLED');
    expect(host.chats()).not.toContain('two');
  });

  // Catches: the order by priority lost, or keys that are switched off asked.
  test('follows priority, then age, and only among those that are on', async () => {
    const host = await openKeyedGateway({ one: {}, two: { status: 429 }, three: {} });
    host.providers.updateKey(host.keyOf('one').id, { priority: 5 });
    expect(await host.ask()).toEqual(answer);
    host.providers.updateKey(host.keyOf('three').id, { isEnabled: false });
    expect(await host.ask()).toEqual(answer);
    expect(host.chats()).toEqual(['two', 'three', 'one']);
  });
});

describe('rest', () => {
  // Catches: a provider asked on and on while it said when to come back; waits that are told wrong the second time.
  test('lasts until the provider wants to be asked again', async () => {
    const host = await openKeyedGateway({ one: { status: 429, headers: { 'retry-after': '7' } } });
    expect((await host.ask()).error?.message).toContain('in 7 seconds');
    host.clock.now += 5000;
    const { error } = await host.ask();
    expect(error).toMatchObject({ code: 'RATE_LIMITED', retryable: true, details: { status: 429, retryAfter: 2000 } });
    expect(error?.message).toContain('in 2 seconds');
    expect(host.chats()).toEqual(['one']);
    host.clock.now += 2000;
    expect(host.keyOf('one').state).toBe('ready');
    host.rule('one', {});
    expect(await host.ask()).toEqual(answer);
    expect(host.chats()).toEqual(['one']);
  });

  // Catches: a limit without a time asked every 30 s for ever, and parallel refusals counted, or told, as many.
  test('grows where nothing is said, and begins anew after a success', async () => {
    const host = await openKeyedGateway({ one: { status: 429 } });
    const waits: number[] = [];
    for (let round = 0; round < 6; round++) {
      const codes = await Promise.all([host.ask(), host.ask(), host.ask()]);
      expect(codes.map(({ code }) => code)).toEqual(Array.from({ length: 3 }, () => 'RATE_LIMITED'));
      const until = host.keyOf('one').restingModels[0]?.until ?? 0;
      waits.push(until - host.clock.now);
      host.clock.now = until;
    }
    expect(waits.map((wait) => wait / 1000)).toEqual([30, 60, 120, 240, 300, 300]);
    expect(host.published).toHaveLength(waits.length);
    host.rule('one', {});
    await host.ask();
    host.rule('one', { status: 429 });
    await host.ask();
    expect(host.keyOf('one').restingModels).toEqual([{ modelId: 'echo', until: host.clock.now + 30_000 }]);
  });

  // Catches: a refusal invented here, or that of a key which is long to wait for.
  test('of all keys is told as the failure of the one that is free first', async () => {
    const host = await openKeyedGateway({
      one: { status: 401 },
      two: { status: 429, headers: { 'retry-after': '90' } },
      three: { status: 402 },
    });
    await host.ask();
    host.chats();
    host.clock.now += 1000;
    expect((await host.ask()).error).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfter: 89_000 } });
    expect(host.chats()).toEqual([]);
    host.clock.now += 89_000;
    await host.ask();
    expect(host.chats()).toEqual(['two']);
  });

  // Catches: a key that was mended still refused, so that only a restart helps.
  test.each<[string, (host: Awaited<ReturnType<typeof openKeyedGateway>>) => unknown]>([
    ['a test', (host) => host.providers.testKey(host.keyOf('one').id, new AbortController().signal)],
    ['a test of the provider', (host) => host.providers.test(host.providerId, new AbortController().signal)],
    ['switching it on again', (host) => host.providers.updateKey(host.keyOf('one').id, { isEnabled: true })],
    [
      'other settings',
      (host) => host.providers.update({ providerId: host.providerId, settings: { baseUrl: host.upstream.url } }),
    ],
    ['ten minutes', (host) => (host.clock.now += 10 * minute)],
  ])('of a refused key ends with %s', async (_what, help) => {
    const host = await openKeyedGateway({ one: { status: 401 } });
    expect((await host.ask()).code).toBe('INVALID_API_KEY');
    expect((await host.ask()).code).toBe('INVALID_API_KEY');
    expect(host.chats()).toEqual(['one']);
    host.rule('one', {});
    await help(host);
    expect(host.keyOf('one').state).toBe('ready');
    expect(await host.ask()).toEqual(answer);
  });
});
