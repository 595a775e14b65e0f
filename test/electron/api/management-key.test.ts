import { expect, test } from 'vitest';
import { createEvents } from '../../../electron/api/events.ts';
import { managementKeyHandlers } from '../../../electron/api/handlers/management-key.ts';
import { createManagementKeyCheck } from '../../../electron/api/management-key.ts';
import { connectInMemory } from '../../../electron/api/memory.ts';
import { createRouter } from '../../../electron/api/router.ts';
import { appContract } from '../../../shared/contract/app.ts';
import { createClient } from '../../../shared/contract/client.ts';
import { openTestStore, silentLog } from '../../helpers/test-store.ts';

const keyContract = {
  'management-key.status': appContract['management-key.status'],
  'management-key.create': appContract['management-key.create'],
  'management-key.delete': appContract['management-key.delete'],
} as const;

function open() {
  const { managementKey } = openTestStore();
  const handlers = managementKeyHandlers({ managementKey, now: () => 5 });
  const router = createRouter(keyContract, handlers, { log: silentLog, events: createEvents<typeof keyContract>() });
  const client = createClient<typeof keyContract>(connectInMemory(router));
  const check = createManagementKeyCheck(managementKey);
  const isGood = (key: string): boolean => {
    try {
      check({ authorization: `Bearer ${key}` });
      return true;
    } catch {
      return false;
    }
  };
  return { client, isGood, managementKey };
}

test('before a key is made none is good, not even an empty one', () => {
  const { isGood } = open();
  expect([isGood(''), isGood('undefined'), isGood('sy-')]).toEqual([false, false, false]);
});

test('a new key works at once, is kept as a hash only, and the old one stops working', async () => {
  const { client, isGood, managementKey } = open();
  expect(await client.call('management-key.status', {})).toEqual({ isSet: false, createdAt: null });
  const first = await client.call('management-key.create', {});
  expect(first.key).toMatch(/^sy-[\w-]{43}$/);
  expect(isGood(first.key)).toBe(true);
  expect(JSON.stringify(managementKey.get())).not.toContain(first.key.slice(3));
  expect(await client.call('management-key.status', {})).toEqual({ isSet: true, createdAt: 5 });
  const second = await client.call('management-key.create', {});
  expect([isGood(first.key), isGood(second.key)]).toEqual([false, true]);
});

test('a revoked key is refused', async () => {
  const { client, isGood } = open();
  const { key } = await client.call('management-key.create', {});
  expect(await client.call('management-key.delete', {})).toEqual({ isSet: false, createdAt: null });
  expect(isGood(key)).toBe(false);
});
