// Catches: "yesterday" for something of this morning, a day lost when clocks change, points and commas of the other
// language, and seconds written as milliseconds.
import { describe, expect, test } from 'vitest';
import { createFormat, dayGroupOf } from '../../../renderer/lib/format.ts';

const at = (text: string): number => new Date(text).getTime();
const en = createFormat('en');
const de = createFormat('de');
/** Intl puts narrow and no-break spaces between numbers and units. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('days', () => {
  const now = at('2026-03-30T00:10:00');
  test.each([
    ['2026-03-30T00:01:00', 'today'],
    ['2026-03-29T23:59:00', 'yesterday'],
    // The clocks of Europe go forward in this night: 23 hours.
    ['2026-03-28T23:59:00', 'week'],
    ['2026-03-24T12:00:00', 'week'],
    ['2026-03-23T12:00:00', 'month'],
    ['2026-02-27T12:00:00', 'older'],
    ['2026-03-30T09:00:00', 'today'],
  ] as const)('%s is %s', (time, group) => {
    expect(dayGroupOf(at(time), now)).toBe(group);
  });
});

test.each([
  [0, '0 ms', '0 ms'],
  [842.4, '842 ms', '842 ms'],
  [999.7, '1 sec', '1 Sek.'],
  [2140, '2.1 secs', '2,1 Sek.'],
  [64_000, '1 min 4 secs', '1 Min. 4 Sek.'],
  [120_000, '2 mins', '2 Min.'],
])('%d ms', (milliseconds, english, german) => {
  expect(plain(en.duration(milliseconds))).toBe(english);
  expect(plain(de.duration(milliseconds))).toBe(german);
});

test.each([
  [0, '0 bytes'],
  [1023, '1,023 bytes'],
  [1536, '1.5 kB'],
  [18_743_296, '17.9 MB'],
  [3 * 1024 ** 3, '3 GB'],
])('%d bytes', (count, expected) => {
  expect(plain(en.bytes(count))).toBe(expected);
});

test('ago', () => {
  const now = at('2026-03-30T12:00:00');
  expect(en.ago(now - 20_000, now)).toBe('now');
  expect(en.ago(now - 5 * 60_000, now)).toBe('5 minutes ago');
  expect(de.ago(now - 3 * 3_600_000, now)).toBe('vor 3 Stunden');
  expect(en.ago(now + 5000, now)).toBe('now');
  expect(en.ago(at('2026-01-02T08:00:00'), now)).toBe('2 Jan 2026');
});

test('money keeps the digits that matter', () => {
  expect(plain(en.money(1_250_000_000))).toBe('US$1.25');
  expect(plain(de.money(1_250_000_000))).toBe('1,25 $');
  expect(plain(en.money(1_840_000))).toBe('US$0.0018');
  expect(plain(en.money(0))).toBe('US$0.00');
});

test('a share is a percentage as the language writes it', () => {
  expect(plain(en.percent(0.427))).toBe('43%');
  expect(plain(de.percent(0.427))).toBe('43 %');
});
