import { expect, test } from 'vitest';
import { createTargetQuality } from '../../../electron/gateway/target-quality.ts';
import { newId } from '../../../electron/lib/id.ts';
import type { VoteCount } from '../../../electron/store/votes.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import type { Target } from '../../../shared/model/provider.ts';

const target: Target = { providerId: newId<ProviderId>(), modelId: 'gpt-4o' };
const other: Target = { ...target, providerId: newId<ProviderId>() };

function quality() {
  const counts: VoteCount[] = [];
  const known = createTargetQuality({
    counts: () => [...counts],
    queryOf: ({ modelId }) => ({ kind: 'any', modelId }),
  });
  const vote = (own: Partial<VoteCount> = {}) => {
    counts.push({ ...target, task: 'coding', value: 'up', count: 5, ...own });
    known.forget();
  };
  return { known, vote };
}
const qualityOf = async (known: ReturnType<typeof quality>['known'], of = target, task = 'coding' as const) =>
  (await known.of(of, task)).value ?? Number.NaN;

// Catches: a vote that changes nothing until the next start, or the quality of another provider's model.
test('votes count at once, for their target only', async () => {
  const { known, vote } = quality();
  const before = await qualityOf(known);
  vote();
  expect(await qualityOf(known)).toBeGreaterThan(before);
  vote({ value: 'down', count: 30 });
  expect(await qualityOf(known)).toBeLessThan(before);
  expect(await qualityOf(known, other)).toBe(before);
});

// Catches: votes on another kind of task that count as if they were on this one, or not at all.
test('votes on other tasks count for less', async () => {
  const [elsewhere, here] = [quality(), quality()];
  const before = await qualityOf(here.known);
  elsewhere.vote({ task: 'chat' });
  here.vote();
  const raised = await qualityOf(elsewhere.known);
  expect(raised).toBeGreaterThan(before);
  expect(await qualityOf(here.known)).toBeGreaterThan(raised);
});

// Catches: a search for every model there is with each request, and one that finds what was true before.
test('is looked up once, until somebody says something else', async () => {
  let lookedUp = 0;
  let modelId = 'gpt-4o-mini';
  const queryOf = () => {
    lookedUp += 1;
    return { kind: 'any', modelId };
  };
  const known = createTargetQuality({ counts: () => [], queryOf });
  const before = await qualityOf(known);
  expect(await qualityOf(known)).toBe(before);
  expect(lookedUp).toBe(1);
  modelId = 'gpt-4o';
  known.forget();
  expect(await qualityOf(known)).toBeGreaterThan(before);
});

// Catches: a quality made up for a model that nobody measured and nobody voted on.
test('what nobody knows is null, without evidence', async () => {
  const { known, vote } = quality();
  const unknown = { ...target, modelId: 'some-model-of-tomorrow' };
  expect(await known.of(unknown, 'coding')).toEqual({ value: null, samples: 0 });
  vote({ modelId: unknown.modelId, count: 2 });
  expect(await known.of(unknown, 'coding')).toMatchObject({ samples: 2 });
  expect(await known.of(target, null)).toEqual(await known.of(target, 'chat'));
});
