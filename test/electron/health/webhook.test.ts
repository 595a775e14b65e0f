import { createHmac } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import type { NoticeId, SecretId } from '../../../shared/model/ids.ts';
import { startReceiver } from './receiver.ts';
import { bad, minute, newWatched, openTestHealth, type TestHealth, type TestHealthOptions } from './setup.ts';

const secret = 'a secret of twenty-four';

/** A provider that is down from its first check on, and a webhook that wants to know. */
async function openDown(url: string, options: Partial<TestHealthOptions> = {}): Promise<TestHealth> {
  const opened = openTestHealth({ watched: [newWatched('broken')], answer: () => bad(), ...options });
  if (opened.host.store.webhooks.get().url === null) await opened.health.webhook.update({ url, secret });
  opened.health.start();
  return opened;
}

/** Until the third failure, and a little more. */
const fall = 20 * minute;
const isSigned = ({ headers, body }: { headers: Record<string, unknown>; body: string }): boolean => {
  const [, time, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-switchyard-signature'])) ?? [];
  return signature === createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
};

// Catches: a body that is signed over other bytes than are sent, or one that carries a key or nothing to act on.
test('an incident is told to the webhook, signed, with its names and without secrets', async () => {
  const receiver = await startReceiver();
  const { health, clock } = await openDown(receiver.url);
  await clock.advance(fall);
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1));
  const [first] = receiver.received;
  expect(first && isSigned(first)).toBe(true);
  expect(first && isSigned({ ...first, body: `${first.body} ` })).toBe(false);
  const body = JSON.parse(first?.body ?? '') as Record<string, unknown>;
  expect(body).toMatchObject({
    id: first?.headers['x-switchyard-delivery'],
    type: 'incident-opened',
    provider: { name: 'broken' },
    key: null,
    model: null,
    incident: { failures: 3, closedAt: null, cause: { code: 'PROVIDER_UNREACHABLE' } },
  });
  expect(first?.body).not.toContain(secret);
  await vi.waitFor(() =>
    expect(health.webhook.get()).toMatchObject({
      hasSecret: true,
      waiting: 0,
      last: { isDelivered: true, status: 200, failure: null, attempts: 1 },
    }),
  );
});

// Catches: a receiver that was down for a minute and never hears of it, and one that is asked in a hurry or for ever.
test('a delivery that fails is tried again later and later, five times in all', async () => {
  const receiver = await startReceiver();
  const { health, clock, host } = openTestHealth({ watched: [] });
  await health.webhook.update({ url: receiver.url, secret });
  /** Real sockets do not keep step with the made-up clock: so it stands still until each try is over. */
  const deliver = async (waits: readonly number[]): Promise<void> => {
    receiver.received.length = 0;
    host.store.webhooks.queue({ id: newId<NoticeId>(), body: '{}', nextAt: clock.now(), createdAt: clock.now() });
    health.webhook.wake();
    for (const [place, wait] of [0, ...waits].entries()) {
      await clock.advance(Math.max(0, wait - 1));
      expect(receiver.received.length).toBeLessThanOrEqual(Math.max(1, place));
      await clock.advance(1);
      const tries = place + 1;
      await vi.waitFor(() =>
        expect([receiver.received.length, health.webhook.get().last?.attempts]).toEqual([tries, tries]),
      );
    }
  };

  receiver.answers.push(500, 302, 503);
  await deliver([30_000, 5 * minute, 30 * minute]);
  expect(health.webhook.get()).toMatchObject({ waiting: 0, last: { isDelivered: true, status: 200, failure: null } });
  // The same delivery each time, signed anew: an old signature is too old by then.
  const headers = (name: string) => new Set(receiver.received.map((one) => one.headers[name])).size;
  expect([headers('x-switchyard-delivery'), headers('x-switchyard-signature')]).toEqual([1, 4]);
  expect(receiver.received.every(isSigned)).toBe(true);

  receiver.answers.push(500, 500, 500, 500, 500);
  await deliver([30_000, 5 * minute, 30 * minute, 120 * minute]);
  expect(health.webhook.get()).toMatchObject({
    waiting: 0,
    last: { isDelivered: false, status: 500, failure: { code: 'PROVIDER_REJECTED' } },
  });
  expect(JSON.stringify(host.log.lines)).not.toContain(secret);
});

// Catches: a restart that forgets what the receiver was not told, or tells it twice.
test('what a host could not deliver, the next one delivers, once', async () => {
  const receiver = await startReceiver();
  receiver.answers.push('hang');
  const first = await openDown(receiver.url);
  await first.clock.advance(fall);
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1));
  await first.health.close();

  const again = { host: first.host, clock: first.clock };
  const second = await openDown(receiver.url, again);
  await second.clock.advance(1000);
  await vi.waitFor(() =>
    expect(second.health.webhook.get()).toMatchObject({ waiting: 0, last: { isDelivered: true } }),
  );
  await second.health.close();
  expect(receiver.received).toHaveLength(2);
  const [one, other] = receiver.received;
  expect(one?.headers['x-switchyard-delivery']).toBe(other?.headers['x-switchyard-delivery']);

  const third = await openDown(receiver.url, again);
  await third.clock.advance(minute);
  await third.health.close();
  expect(receiver.received).toHaveLength(2);
});

// Catches: notices that go through the open in the clear, or to whoever is named in a user name; a webhook without a
// secret; a secret that stays in the vault when nobody needs it.
test('an address is checked, and a secret is made where none is typed, shown once and forgotten with it', async () => {
  const { health, host } = openTestHealth({ watched: [] });
  for (const url of ['http://example.com/hook', 'https://me:secret@example.com', 'ftp://example.com', 'example.com']) {
    await expect(health.webhook.update({ url })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { param: 'url' },
    });
  }
  expect(host.store.secrets.count()).toBe(0);
  await expect(health.webhook.test(new AbortController().signal)).rejects.toMatchObject({ code: 'NOT_FOUND' });

  const made = await health.webhook.update({ url: 'https://example.com/hook' });
  expect(made).toEqual({
    webhook: expect.objectContaining({ hasSecret: true }),
    secret: expect.stringMatching(/^whsec_[\w-]{32}$/),
  });
  const kept = host.store.webhooks.get().secretId as SecretId;
  expect((await host.vault.reveal(kept)).reveal()).toBe(made.secret);
  expect((await health.webhook.update({ url: 'http://192.168.1.5:9000/hook' })).secret).toBeNull();
  expect((await health.webhook.update({ secret: null })).secret).not.toBe(made.secret);
  expect(host.store.secrets.count()).toBe(1);
  expect(await health.webhook.update({ url: null })).toMatchObject({
    secret: null,
    webhook: { url: null, hasSecret: false },
  });
  expect(host.store.secrets.count()).toBe(0);
});
