import { describe, expect, test } from 'vitest';
import { exclusionOf, type Known, type Wanted } from '../../../electron/routing/eligible.ts';

const known = (own: Partial<Known> = {}): Known => ({
  isLocal: false,
  tags: [],
  details: null,
  estimate: { cost: null, latency: null, quality: null },
  ...own,
});
const wanted = (own: Partial<Wanted> = {}): Wanted => ({
  isLocalOnly: false,
  onlyTags: [],
  needs: [],
  inputTokens: 1000,
  maxOutputTokens: null,
  requirements: {},
  ...own,
});
const estimate = (own: Partial<Known['estimate']>): Known =>
  known({ estimate: { cost: null, latency: null, quality: null, ...own } });

// Catches: a request that must stay on this computer and leaves it, whoever said so.
test('local only keeps out what is not local', () => {
  for (const one of [wanted({ isLocalOnly: true }), wanted({ requirements: { isLocalOnly: true } })]) {
    expect(exclusionOf(known(), one)).toBe('not-local');
    expect(exclusionOf(known({ isLocal: true }), one)).toBeNull();
  }
});

// Catches: a provider with one of two tags that were both asked for.
test('a provider has all the tags that are asked for', () => {
  const both = wanted({ onlyTags: ['eu', 'work'] });
  expect(exclusionOf(known({ tags: ['eu'] }), both)).toBe('other-tag');
  expect(exclusionOf(known({ tags: ['work', 'eu', 'x'] }), both)).toBeNull();
});

describe('capabilities', () => {
  const lacking = { inputs: ['text' as const], tools: false, structuredOutput: false };
  // Catches: a picture sent to a model that is known to take none; a need named by the caller alone.
  test.each(['image', 'audio', 'tools', 'schema'] as const)('%s: known to be missing keeps out', (need) => {
    expect(exclusionOf(known({ details: lacking }), wanted({ needs: [need] }))).toBe('lacks-capability');
    expect(exclusionOf(known({ details: lacking }), wanted({ requirements: { needs: [need] } }))).toBe(
      'lacks-capability',
    );
  });
  // Catches: every model that a list says little about shut out.
  test.each(['image', 'audio', 'tools', 'schema'] as const)('%s: not known lets in', (need) => {
    expect(exclusionOf(known({ details: {} }), wanted({ needs: [need] }))).toBeNull();
    expect(exclusionOf(known(), wanted({ needs: [need] }))).toBeNull();
  });
});

describe('room', () => {
  const small = known({ details: { context: 4096 } });
  // Catches: no room left for the answer, off by one at the edge.
  test('prompt and answer fit into the context', () => {
    expect(exclusionOf(small, wanted({ inputTokens: 4000, maxOutputTokens: 96 }))).toBeNull();
    expect(exclusionOf(small, wanted({ inputTokens: 4000, maxOutputTokens: 97 }))).toBe('context-too-small');
    expect(exclusionOf(small, wanted({ inputTokens: 4095 }))).toBeNull();
    expect(exclusionOf(small, wanted({ inputTokens: 4096 }))).toBe('context-too-small');
  });
  // Catches: a context that is asked for and not looked at; the limit of the prompt taken for that of the whole.
  test('what is asked for counts, and the limit of the prompt by itself', () => {
    expect(exclusionOf(small, wanted({ requirements: { context: 8192 } }))).toBe('context-too-small');
    const narrow = known({ details: { context: 4096, maxInput: 999 } });
    expect(exclusionOf(narrow, wanted())).toBe('context-too-small');
    expect(exclusionOf(narrow, wanted({ inputTokens: 999, maxOutputTokens: 3000 }))).toBeNull();
  });
});

describe('demands', () => {
  // Catches: an unknown price taken for a kept promise; a limit that shuts out what is just on it.
  test('a price is under the limit, and known', () => {
    const one = wanted({ requirements: { maxCost: 500 } });
    expect(exclusionOf(estimate({ cost: 500 }), one)).toBeNull();
    expect(exclusionOf(estimate({ cost: 501 }), one)).toBe('too-dear');
    expect(exclusionOf(estimate({}), one)).toBe('too-dear');
    expect(exclusionOf(estimate({ cost: 0 }), wanted({ requirements: { maxCost: 0 } }))).toBeNull();
  });
  // Catches: a model nobody has asked yet that is never asked, as nobody knows how fast it is.
  test('a latency is under the limit, or not known', () => {
    const one = wanted({ requirements: { maxLatency: 800 } });
    expect(exclusionOf(estimate({ latency: 800 }), one)).toBeNull();
    expect(exclusionOf(estimate({ latency: 801 }), one)).toBe('too-slow');
    expect(exclusionOf(estimate({}), one)).toBeNull();
  });
  // Catches: an unknown quality taken for enough.
  test('a quality is at least what is asked for, and known', () => {
    const one = wanted({ requirements: { minQuality: 0.7 } });
    expect(exclusionOf(estimate({ quality: 0.7 }), one)).toBeNull();
    expect(exclusionOf(estimate({ quality: 0.69 }), one)).toBe('too-weak');
    expect(exclusionOf(estimate({}), one)).toBe('too-weak');
  });
  // Catches: unknowns that shut a target out although nobody asked for anything.
  test('nothing asked for, nothing refused', () => {
    expect(exclusionOf(estimate({}), wanted())).toBeNull();
  });
});
