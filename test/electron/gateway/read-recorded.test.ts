import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readRecorded } from '../../../electron/gateway/read-recorded.ts';
import { newId } from '../../../electron/lib/id.ts';
import { createPauses } from '../../../electron/lib/pauses.ts';
import type { RequestEnd } from '../../../electron/store/requests.ts';
import type { ProviderId, RequestId } from '../../../shared/model/ids.ts';
import type { AttemptRecord } from '../../../shared/model/route.ts';
import { openTestStore } from '../../helpers/test-store.ts';

const providerId = newId<ProviderId>();
const attempt = (modelId: string): AttemptRecord => ({
  target: { providerId, modelId },
  providerName: 'one',
  credentialId: null,
  keyLabel: null,
  reason: 'strategy',
  startedAt: 5,
  firstToken: 1,
  duration: 2,
  outcome: 'answered',
  failure: null,
});
const facts = {
  tags: [],
  needs: [],
  inputTokens: 1,
  known: { task: null, personalData: null, patterns: {} },
  isOffline: false,
};
const end = (own: Partial<RequestEnd> = {}): RequestEnd => ({
  status: 'complete',
  errorCode: null,
  target: null,
  inputTokens: 1,
  outputTokens: 2,
  reasoningTokens: null,
  cachedTokens: null,
  cost: null,
  isCached: false,
  firstToken: 1,
  duration: 2,
  plan: null,
  facts,
  attempts: [],
  ...own,
});

function open() {
  const { requests } = openTestStore();
  let count = 0;
  const add = (createdAt: number, own?: Partial<RequestEnd>) => {
    const id = newId<RequestId>();
    const asked = `m${count}`;
    count += 1;
    requests.open({
      id,
      door: 'window',
      service: 'language',
      asked,
      client: null,
      target: null,
      messageId: null,
      createdAt,
    });
    requests.settle(id, end({ attempts: [attempt(`${asked} first`), attempt(`${asked} second`)], ...own }));
    return asked;
  };
  const read = (most: number, since = 0) =>
    readRecorded({ requests, since, most, pause: createPauses(new AbortController().signal) });
  return { requests, add, read };
}

// Catches: one left out or told twice where a page ends, those of the same moment above all; attempts of another request or
// in another order; what ended a moment ago and is not written yet.
test('all of them are read, oldest first, with their own attempts', async () => {
  const { add, read } = open();
  const names = Array.from({ length: 130 }, (_, at) => add(1000 + Math.floor(at / 40)));
  const { recorded, ...rest } = await read(1000);
  expect(recorded.map(({ model }) => model)).toEqual(names);
  expect(rest).toEqual({ isCut: false, notKept: 0 });
  for (const { model, attempts } of recorded)
    expect(attempts.map(({ target }) => target.modelId)).toEqual([`${model} first`, `${model} second`]);
});

// Catches: older ones left out without a word, or said to be left out when there are none.
test('where there are more, it is the newest, and that is said', async () => {
  const { add, read } = open();
  const names = Array.from({ length: 60 }, (_, at) => add(1000 + at));
  expect(await read(60)).toMatchObject({ isCut: false });
  const { recorded, isCut } = await read(40);
  expect(recorded.map(({ model }) => model)).toEqual(names.slice(20));
  expect(isCut).toBe(true);
  expect(await read(40, 1020)).toMatchObject({ isCut: false });
});

// Catches: requests of which too little is kept, gone from the figures without a word.
test('what cannot be gone through is counted', async () => {
  const { requests, add, read } = open();
  add(1, { facts: null });
  add(2);
  requests.open({
    id: newId<RequestId>(),
    door: 'window',
    service: 'language',
    asked: 'still running',
    client: null,
    target: null,
    messageId: null,
    createdAt: 3,
  });
  const { recorded, ...rest } = await read(10);
  expect(recorded).toHaveLength(1);
  expect(rest).toEqual({ isCut: false, notKept: 1 });
});

// Catches: a host that answers nobody while it goes through thousands of requests, and one that goes on for nobody.
test('others have their turn, and the signal ends it', async () => {
  const gone = new AbortController();
  const pause = createPauses(gone.signal);
  let turns = 0;
  const others = (async () => {
    for (; !gone.signal.aborted; turns += 1) await turn();
  })();
  const work = async (): Promise<never> => {
    for (;;) {
      await pause();
      const until = performance.now() + 1;
      while (performance.now() < until);
      if (turns >= 5) gone.abort();
    }
  };
  await expect(work()).rejects.toThrow('abort');
  await others;
  expect(turns).toBeGreaterThanOrEqual(5);
});
