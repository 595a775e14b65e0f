import { expect, test } from 'vitest';
import { z } from 'zod';
import { createEvents } from '../../../electron/api/events.ts';
import { createRouter, type Handlers } from '../../../electron/api/router.ts';
import { call, stream } from '../../../shared/contract/define.ts';
import { recordingLog, silentLog } from '../../helpers/test-store.ts';
import { createTestHost } from '../../helpers/transport-contract.ts';

const meta = { actor: 'window' as const, signal: new AbortController().signal };

test('each call leaves one line with its id, and what was in the input is in none', async () => {
  const { log, lines } = recordingLog();
  const { router } = createTestHost(log);
  await router.call('test.echo', { text: 'my prompt' }, { ...meta, requestId: 'id-1' });
  await router.call('test.echo', { text: '', prompt: 'my prompt' }, { ...meta, requestId: 'id-2' });
  await router.call('test.fail', { how: 'unknown' }, { ...meta, requestId: 'id-3' });
  await router.call(`my prompt ${'x'.repeat(10_000)}`, {}, { ...meta, requestId: 'id-4' });
  expect(lines.map(({ requestId, code }) => [requestId, code])).toEqual([
    ['id-1', undefined],
    ['id-2', 'VALIDATION_FAILED'],
    ['id-3', 'INTERNAL'],
    ['id-4', 'UNKNOWN_CALL'],
  ]);
  expect(JSON.stringify(lines.slice(0, 3))).not.toContain('my prompt');
  expect(JSON.stringify(lines[3]).length).toBeLessThan(500);
});

test('a request without an id of its own gets one', async () => {
  const { log, lines } = recordingLog();
  await createTestHost(log).router.call('test.echo', { text: 'x' }, meta);
  expect(lines[0]?.['requestId']).toMatch(/^[\da-f-]{36}$/);
});

test('an answer that does not fit the contract is an error of ours, not of the caller', async () => {
  const contract = {
    'a.call': call({ summary: '', method: 'GET', path: '/a', input: z.object({}), output: z.object({ n: z.int() }) }),
    'a.stream': stream({
      summary: '',
      method: 'GET',
      path: '/b',
      input: z.object({}),
      delta: z.int(),
      end: z.object({}),
    }),
  } as const;
  const handlers: Handlers<typeof contract> = {
    'a.call': () => ({ n: 1.5 }),
    async *'a.stream'() {
      yield 1;
      yield 1.5;
      return {};
    },
  };
  const router = createRouter(contract, handlers, { log: silentLog, events: createEvents<typeof contract>() });
  expect(await router.call('a.call', {}, meta)).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
  const steps = router.open('a.stream', {}, meta);
  expect(await steps.next()).toEqual({ done: false, value: 1 });
  expect(await steps.next()).toMatchObject({ done: true, value: { ok: false, error: { code: 'INTERNAL' } } });
});

test('a stream whose handler ignores the signal still ends at once when cancelled', async () => {
  const contract = {
    'a.deaf': stream({
      summary: '',
      method: 'GET',
      path: '/a',
      input: z.object({}),
      delta: z.int(),
      end: z.object({}),
    }),
  } as const;
  const router = createRouter(
    contract,
    {
      async *'a.deaf'() {
        yield 1;
        return await new Promise<never>(() => {});
      },
    },
    { log: silentLog, events: createEvents<typeof contract>() },
  );
  const controller = new AbortController();
  const steps = router.open('a.deaf', {}, { actor: 'window', signal: controller.signal });
  await steps.next();
  const next = steps.next();
  controller.abort();
  expect(await next).toMatchObject({ done: true, value: { ok: false, error: { code: 'CANCELLED' } } });
});

test('a stream that was cancelled before it began never runs its handler', async () => {
  const host = createTestHost();
  const steps = host.router.open('test.wait', {}, { actor: 'window', signal: AbortSignal.abort() });
  expect(await steps.next()).toMatchObject({ done: true, value: { ok: false, error: { code: 'CANCELLED' } } });
  expect(host.seen).toEqual([]);
});

test('a missing handler, a wrong answer or a handler too many does not compile', () => {
  const contract = {
    'a.call': call({ summary: '', method: 'GET', path: '/a', input: z.object({}), output: z.object({ n: z.int() }) }),
  } as const;
  type All = Handlers<typeof contract>;
  // @ts-expect-error 'a.call' is missing
  const missing: All = {};
  // @ts-expect-error the answer has the wrong type
  const wrong: All = { 'a.call': () => ({ n: 'x' }) };
  // @ts-expect-error the contract has no such call
  const extra: All = { 'a.call': () => ({ n: 1 }), 'a.other': () => ({}) };
  expect([missing, wrong, extra]).toHaveLength(3);
});

// Catches: a cancel that comes while the caller holds a delta being lost, and the next step hanging for ever.
test('a cancel between two steps ends the stream at the next one', async () => {
  let isOver = false;
  const contract = {
    'a.deaf': stream({
      summary: '',
      method: 'GET',
      path: '/a',
      input: z.object({}),
      delta: z.int(),
      end: z.object({}),
    }),
  } as const;
  const handlers: Handlers<typeof contract> = {
    async *'a.deaf'() {
      try {
        yield 1;
        return await new Promise<never>(() => {});
      } finally {
        isOver = true;
      }
    },
  };
  const router = createRouter(contract, handlers, { log: silentLog, events: createEvents<typeof contract>() });
  const controller = new AbortController();
  const steps = router.open('a.deaf', {}, { actor: 'window', signal: controller.signal });
  expect(await steps.next()).toEqual({ done: false, value: 1 });
  controller.abort();
  expect(await steps.next()).toMatchObject({ done: true, value: { ok: false, error: { code: 'CANCELLED' } } });
  expect(isOver).toBe(true);
});

// Catches: lines of services that cannot be told to belong to a request.
test('what a handler logs, at once, later or in any step of a stream, has the id of its request', async () => {
  const { log, lines } = recordingLog();
  const nothing = z.object({});
  const contract = {
    'a.call': call({ summary: '', method: 'GET', path: '/a', input: nothing, output: nothing }),
    'a.stream': stream({ summary: '', method: 'GET', path: '/b', input: nothing, delta: z.int(), end: nothing }),
  } as const;
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const handlers: Handlers<typeof contract> = {
    async 'a.call'() {
      log.info('at once');
      await turn();
      log.info('later');
      return {};
    },
    async *'a.stream'() {
      log.info('first step');
      yield 1;
      log.info('second step');
      await turn();
      log.info('after waiting');
      return {};
    },
  };
  const router = createRouter(contract, handlers, { log, events: createEvents<typeof contract>() });
  const read = async (requestId: string) => {
    const steps = router.open('a.stream', {}, { ...meta, requestId });
    while (!(await steps.next()).done) await turn();
  };
  await Promise.all([router.call('a.call', {}, { ...meta, requestId: 'one' }), read('two'), read('three')]);
  log.info('outside');
  const idsOf = (message: string) =>
    lines
      .flatMap(({ msg, requestId }) => (msg === message ? [typeof requestId === 'string' ? requestId : 'none'] : []))
      .toSorted((a, b) => a.localeCompare(b));
  for (const message of ['at once', 'later']) expect([message, idsOf(message)]).toEqual([message, ['one']]);
  for (const message of ['first step', 'second step', 'after waiting']) {
    expect([message, idsOf(message)]).toEqual([message, ['three', 'two']]);
  }
  expect(idsOf('answered')).toEqual(['one', 'three', 'two']);
  expect(idsOf('outside')).toEqual(['none']);
});

// Catches: an error that gives a flood of field names back, whole.
test('an unknown field is named, but not at any length', async () => {
  const { router } = createTestHost();
  const fields = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`${'x'.repeat(1000)}${index}`, 1]));
  const result = await router.call('test.echo', { text: '', ...fields }, meta);
  if (result.ok) throw new Error('it was taken');
  expect(result.error.details?.['param']).toMatch(/^x{60}…$/);
  expect(result.error.message.length).toBeLessThan(200);
});
