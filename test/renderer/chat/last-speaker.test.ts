import { expect, test } from 'vitest';
import { isSpeaker, lastSpeaker } from '../../../renderer/features/chat/last-speaker.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';

const one = { providerId: 'one' as ProviderId, modelId: 'm' };
const two = { providerId: 'two' as ProviderId, modelId: 'm' };
const seams = [{ at: 5, target: two, after: 'failed' as const }];

// Catches: a chat taken from its alias, or from auto, because its model went on with an answer of its own.
test('who wrote the end of an answer, and nobody else of the same name', () => {
  expect(lastSpeaker({ target: one, seams: [] })).toEqual(one);
  expect(lastSpeaker({ target: one, seams })).toEqual(two);
  expect(isSpeaker({ target: one, seams }, { ...two })).toBe(true);
  expect(isSpeaker({ target: one, seams }, one)).toBe(false);
  expect(isSpeaker({ target: one, seams: [] }, { name: 'auto' })).toBe(false);
});
