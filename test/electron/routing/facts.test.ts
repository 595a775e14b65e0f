import { expect, test } from 'vitest';
import { createFacts, type FactsInput } from '../../../electron/routing/facts.ts';
import { timeZoneOffset } from '../../../electron/routing/time-zone.ts';

const input: FactsInput = {
  model: 'auto',
  door: 'window',
  client: null,
  tags: [],
  last: 'Translate this into German: good morning',
  earlier: ['My mail is erika@example.org', 'Project Falcon is secret'],
  needs: new Set(),
  inputTokens: 20,
  at: Date.UTC(2026, 6, 1),
  timeZone: 'Europe/Berlin',
  isOffline: false,
  budgetUsed: null,
  localWait: null,
};

/** Counts how often the text is taken. */
function counting(): { given: FactsInput; reads: () => number } {
  let reads = 0;
  const given = {
    ...input,
    get last() {
      reads += 1;
      return input.last;
    },
  };
  return { given, reads: () => reads };
}

// Catches: a classifier and a dozen searches run for every request although no rule asks.
test('nothing is read before a rule asks', () => {
  const { given, reads } = counting();
  const facts = createFacts(given);
  expect([facts.model, facts.inputTokens, facts.known().task]).toEqual(['auto', 20, null]);
  expect(reads()).toBe(0);
  expect(facts.task).toBe('translation');
  expect(reads()).toBe(1);
});

// Catches: the same long text searched again by each rule that asks the same.
test('what was found out once is not found out again', () => {
  const { given, reads } = counting();
  const facts = createFacts(given);
  const ask = () => [facts.task, [...facts.personalData], facts.matches('falcon')];
  expect(ask()).toEqual(ask());
  expect(reads()).toBe(3);
});

// Catches: a rule that looks at the last message only, while the earlier ones go out as well.
test('earlier messages count for patterns and personal data, not for the task', () => {
  const facts = createFacts({ ...input, earlier: [...input.earlier, 'Write a poem about the sea'] });
  expect(facts.matches('falcon')).toBe(true);
  expect(facts.matches('^my mail')).toBe(true);
  expect(facts.matches('heron')).toBe(false);
  expect([...facts.personalData]).toEqual(['email']);
  expect(facts.task).toBe('translation');
});

// Catches: an image that is taken for the words beside it; a task that was asked for and is guessed all the same.
test('an image makes it vision, a task that was said stays', () => {
  expect(createFacts({ ...input, needs: new Set(['image']) }).task).toBe('vision');
  expect(createFacts({ ...input, task: 'maths' }).task).toBe('maths');
});

// Catches: a replay that cannot tell what was known at the time, or that thinks unasked is not found.
test('says what was found out, and only that', () => {
  const facts = createFacts(input);
  expect(facts.known()).toEqual({ task: null, personalData: null, patterns: {} });
  facts.matches('falcon');
  facts.matches('heron');
  void facts.personalData;
  expect(facts.known()).toEqual({ task: null, personalData: ['email'], patterns: { falcon: true, heron: false } });
});

// Catches: what is to stay at home hidden in the middle of a long text, and a search that takes its time squared:
// the test's own time limit ends it.
test('ten megabytes are searched from end to end', () => {
  const filler = 'Lorem ipsum dolor sit amet, 12 consectetur adipiscing elit. '.repeat(84_000);
  const facts = createFacts({ ...input, earlier: [`${filler}erika@example.org falcon ${filler}`] });
  expect(facts.matches('falcon')).toBe(true);
  expect([...facts.personalData]).toEqual(['email']);
});

// Catches: rules for office hours that are an hour late for half of the year.
test.each([
  ['Europe/Berlin', Date.UTC(2026, 6, 1), 120],
  ['Europe/Berlin', Date.UTC(2026, 0, 1), 60],
  ['Europe/Berlin', Date.UTC(2026, 2, 29, 0, 59), 60],
  ['Europe/Berlin', Date.UTC(2026, 2, 29, 1, 0), 120],
  ['America/St_Johns', Date.UTC(2026, 0, 1), -210],
  ['Asia/Kolkata', Date.UTC(2026, 0, 1), 330],
  ['UTC', Date.UTC(2026, 0, 1), 0],
])('%s at %i is %i minutes from UTC', (timeZone, at, expected) => {
  expect(timeZoneOffset(timeZone, at)).toBe(expected);
});
