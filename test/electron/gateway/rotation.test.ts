import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { steadyAnswer, thinkingAnswer } from '../../helpers/upstream-behaviours.ts';
import { keyNamed, openKeyedGateway } from './keyed-gateway.ts';

const signal = new AbortController().signal;
const next = keyNamed('next');

// Catches: answers lost while a key is swapped, or a stream that loses its key under way.
test('a key is rotated under load and the old one refused, and no request fails', async () => {
  const host = await openKeyedGateway({ one: {} });
  const { id } = host.keyOf('one');
  // The first request loads the vendor's package.
  await host.ask();
  host.upstream.keys.set(next, {});
  const streams = Array.from({ length: 60 }, async (_, index) => {
    await sleep(index * 20);
    // Every fifth is long enough to be under way at the swap.
    const isLong = index % 5 === 0;
    const { text, code } = await host.ask(isLong ? 'steady' : 'thinking');
    return code ?? text === (isLong ? steadyAnswer : thinkingAnswer.reasoning + thinkingAnswer.text);
  });
  await sleep(400);
  await host.providers.rotateKey(id, next, signal);
  host.upstream.keys.delete(keyNamed('one'));
  expect((await Promise.all(streams)).filter((isWhole) => isWhole !== true)).toEqual([]);
  const asked = host.chats();
  expect(asked.filter((key) => key === 'one').length).toBeGreaterThan(5);
  expect(asked.filter((key) => key === next).length).toBeGreaterThan(20);
  expect(host.keyOf('one')).toMatchObject({ id, state: 'ready', rotatedAt: host.clock.now });
  expect(host.store.secrets.count()).toBe(1);
});

// Catches: a request that fails because it took the key a moment before it was swapped, and the new key paying for it.
test('who was refused with the old key is asked again with the new one', async () => {
  const host = await openKeyedGateway({ one: {} });
  host.upstream.keys.set(next, {});
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  host.upstream.hold = held;
  const asking = host.ask();
  await vi.waitFor(() => expect(host.upstream.chats).toHaveLength(1));
  await host.providers.rotateKey(host.keyOf('one').id, next, signal);
  host.upstream.keys.delete(keyNamed('one'));
  release();
  expect(await asking).toEqual({ text: 'Which track?' });
  expect(host.chats()).toEqual(['one', next]);
  expect(host.keyOf('one').state).toBe('ready');
});

// Catches: a working key thrown away for one that does not work; a refusal that no field can show; the new key in a message.
test('a new key that is refused leaves the old one in its place', async () => {
  const host = await openKeyedGateway({ one: {} });
  const before = host.keyOf('one');
  const refused = host.providers.rotateKey(before.id, next, signal);
  await expect(refused).rejects.toMatchObject({ code: 'INVALID_API_KEY', details: { param: 'apiKey', status: 401 } });
  await expect(refused).rejects.toThrow(/was not stored/);
  await expect(host.providers.rotateKey(before.id, 'two words', signal)).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    details: { param: 'apiKey' },
  });
  expect(host.keyOf('one')).toEqual(before);
  expect(host.store.secrets.count()).toBe(1);
  expect(await host.ask()).toEqual({ text: 'Which track?' });
  expect(JSON.stringify([host.log.lines, await refused.catch(String)])).not.toContain(next);
});

// Catches: "it works" said of a key that nobody has asked about; a rotation that is impossible without a list.
test('where there is no list of models the new key is stored untested, and that is said', async () => {
  const host = await openKeyedGateway({ one: {} });
  const { id } = host.keyOf('one');
  expect(await host.providers.rotateKey(id, keyNamed('one'), signal)).toMatchObject({ isTested: true });
  host.upstream.hasList = false;
  host.upstream.keys.set(next, {});
  host.clock.now += 5000;
  const { credential, isTested } = await host.providers.rotateKey(id, next, signal);
  expect(isTested).toBe(false);
  expect(credential).toMatchObject({ id, label: 'one', masked: 'sk-…0000', rotatedAt: host.clock.now });
  await host.ask();
  expect(host.chats()).toEqual([next]);
});

// Catches: the sealed new key left behind, without an owner, when its row is gone before it is swapped.
test('a key deleted while it is rotated stays deleted', async () => {
  const host = await openKeyedGateway({ one: {} });
  const { id } = host.keyOf('one');
  host.upstream.keys.set(next, {});
  const rotating = host.providers.rotateKey(id, next, signal);
  host.providers.deleteKey(id);
  await expect(rotating).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(host.store.secrets.count()).toBe(0);
});
