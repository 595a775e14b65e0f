import { expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import type { Store } from '../../../electron/store/open-store.ts';
import type { ModelChangeId, ProviderId } from '../../../shared/model/ids.ts';
import type { ModelChange } from '../../../shared/model/model-change.ts';
import { openTestStore } from '../../helpers/test-store.ts';

function addProvider(store: Store): ProviderId {
  const id = newId<ProviderId>();
  store.providers.insert({ id, kind: 'openai', name: 'P', settings: {}, network: {}, createdAt: 1 });
  return id;
}

const change = (providerId: ProviderId, foundAt: number): ModelChange => ({
  id: newId<ModelChangeId>(),
  providerId,
  modelId: `m-${foundAt}`,
  change: 'new',
  before: null,
  after: { context: 10 },
  foundAt,
  seenAt: null,
});

// Catches: what a provider says about its models lost on the way to the disk.
test('models keep the details of their list', () => {
  const store = openTestStore();
  const id = addProvider(store);
  const details = { context: 8192, prices: { input: 3, output: 0 } };
  store.models.replace(
    id,
    [
      { id: 'a', name: 'A', ownedBy: null, details },
      { id: 'b', name: 'B', ownedBy: null },
    ],
    1,
  );
  expect(store.models.list(id).map((model) => model.details)).toEqual([details, {}]);
  expect(store.models.get(id, 'a')?.details).toEqual(details);
  expect(store.models.get(id, 'c')).toBeUndefined();
});

// Catches: choices lost when a provider's list is read again, or left behind when it is deleted.
test('choices outlive the list and go with the provider', () => {
  const store = openTestStore();
  const id = addProvider(store);
  const choice = { providerId: id, modelId: 'a', isEnabled: false, details: { context: 5 }, underlying: 'b' };
  store.modelChoices.put(choice);
  store.models.replace(id, [{ id: 'b', name: 'B', ownedBy: null }], 1);
  expect(store.modelChoices.list(id)).toEqual([choice]);
  store.modelChoices.put({ ...choice, isEnabled: true });
  expect(store.modelChoices.get(id, 'a')?.isEnabled).toBe(true);
  store.modelChanges.add(id, [change(id, 1)]);
  store.providers.delete(id);
  expect([store.modelChoices.list(id), store.modelChanges.list(id)]).toEqual([[], []]);
});

// Catches: a list of changes that grows for ever, or loses those of another provider when it is cut.
test('the newest 500 changes of each provider are kept', () => {
  const store = openTestStore();
  const [one, other] = [addProvider(store), addProvider(store)];
  store.modelChanges.add(other, [change(other, 0)]);
  for (let time = 1; time <= 510; time += 255) {
    store.modelChanges.add(
      one,
      Array.from({ length: 255 }, (_, index) => change(one, time + index)),
    );
  }
  const times = store.modelChanges.list(one).map(({ foundAt }) => foundAt);
  expect([times.length, times[0], times.at(-1)]).toEqual([500, 510, 11]);
  expect(store.modelChanges.list(other)).toHaveLength(1);
});

// Catches: a change seen once being marked anew each time, which makes "since" wrong.
test('changes are seen once', () => {
  const store = openTestStore();
  const id = addProvider(store);
  store.modelChanges.add(id, [change(id, 1)]);
  store.modelChanges.markSeen(id, 5);
  store.modelChanges.add(id, [change(id, 6)]);
  store.modelChanges.markSeen(id, 7);
  expect(store.modelChanges.list(id).map(({ seenAt }) => seenAt)).toEqual([7, 5]);
});
