import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import { storeFiles } from '../../../electron/store/files.ts';
import type { Ended } from '../../../electron/store/requests.ts';
import type { ProviderId, RequestId } from '../../../shared/model/ids.ts';
import { openTestStore } from '../../helpers/test-store.ts';

const target = { providerId: newId<ProviderId>(), modelId: 'm' };

const ended = ({ door = 'batch', facts = null as unknown, firstToken = null as number | null } = {}): Ended => ({
  row: {
    id: newId<RequestId>(),
    door,
    service: 'language',
    asked: 'm',
    client: null,
    target,
    messageId: null,
    createdAt: 1,
  },
  end: {
    status: 'complete',
    errorCode: null,
    target,
    inputTokens: 1,
    outputTokens: 2,
    reasoningTokens: null,
    cachedTokens: null,
    cost: 3,
    isCached: false,
    firstToken,
    duration: 2,
    plan: null,
    facts,
    attempts: [
      {
        target,
        providerName: 'P',
        credentialId: null,
        keyLabel: null,
        reason: 'asked',
        startedAt: 1,
        firstToken,
        duration: 2,
        outcome: 'answered',
        failure: null,
      },
    ],
  },
});

// Catches: what was paid for said to be on disk when it is not, and lost with the next end of the host.
test('what is recorded is on disk when it returns, and all of it or nothing', () => {
  const store = openTestStore();
  const other = new Database(storeFiles(store.status().home).database);
  const count = () => other.prepare('SELECT (SELECT count(*) FROM request) + (SELECT count(*) FROM attempt)').pluck();
  const all = [ended(), ended()];
  const [, second] = all;
  other.exec(`CREATE TRIGGER full BEFORE INSERT ON attempt WHEN NEW.request_id = '${second?.row.id}'
    BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`);
  expect(() => store.requests.record(all)).toThrow('the disk is full');
  expect(count().get()).toBe(0);
  other.exec('DROP TRIGGER full');
  store.requests.record(all);
  expect(count().get()).toBe(4);
  other.close();
});

// Catches: a provider thought to be quick or well by what its own batch answered hours after it was asked.
test('what a provider did in its own batch is not how it does', () => {
  const store = openTestStore();
  const asked = [ended({ facts: {}, firstToken: 5 }), ended({ door: 'openai-chat', firstToken: 6 })];
  store.requests.record([ended(), ...asked]);
  const recent = store.attempts.recent({ since: 0, most: 10 });
  expect(new Set(recent.map(({ firstToken }) => firstToken))).toEqual(new Set([5, 6]));
});
