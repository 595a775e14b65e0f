import { expect, it } from 'vitest';
import { tokensPerSecond } from '../../../renderer/features/chat/answer-facts.ts';

const facts = { inputTokens: 10, outputTokens: 100, firstToken: 500, duration: 2500 };

// Catches a rate that counts the wait for the first token, or that is made up from numbers nobody knows.
it('counts only the time the answer was written', () => {
  expect(tokensPerSecond(facts)).toBe(50);
});

it.each([
  { ...facts, outputTokens: null },
  { ...facts, firstToken: null },
  { ...facts, duration: null },
  { ...facts, duration: 510 },
])('says nothing when the sum is not known or means nothing: %j', (unknown) => {
  expect(tokensPerSecond(unknown)).toBeNull();
});
