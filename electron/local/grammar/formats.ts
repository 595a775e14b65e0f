import type { Automaton } from './automaton/automaton.ts';
import { compileRegex } from './automaton/compile-regex.ts';
import { readPattern } from './automaton/read-pattern.ts';
import { createEffort } from './automaton/regex.ts';

const year = String.raw`\d{4}`;
const date = [
  String.raw`${year}-(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])`,
  String.raw`${year}-(?:0[469]|11)-(?:0[1-9]|[12]\d|30)`,
  String.raw`${year}-02-(?:0[1-9]|1\d|2[0-8])`,
  // 29 February: years that 4 divides and 100 does not, and years that 400 divides.
  String.raw`(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29`,
].join('|');
const time = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)`;

const byte = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;
const group = '[0-9a-fA-F]{1,4}';
const ipv6 = [
  `(?:${group}:){7}${group}`,
  `(?:${group}:){1,7}:`,
  ...[1, 2, 3, 4, 5, 6].map((count) => `(?:${group}:){1,${7 - count}}(?::${group}){1,${count}}`),
  `:(?::${group}){1,7}`,
  '::',
].join('|');

const timePart = String.raw`T(?:\d{1,9}H(?:\d{1,9}M(?:\d{1,9}S)?)?|\d{1,9}M(?:\d{1,9}S)?|\d{1,9}S)`;
const datePart = String.raw`(?:\d{1,9}Y(?:\d{1,9}M(?:\d{1,9}D)?)?|\d{1,9}M(?:\d{1,9}D)?|\d{1,9}D)`;

const label = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const mailWord = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";

/** Each as a pattern for the whole text. */
const patterns: ReadonlyMap<string, string> = new Map([
  ['date', date],
  ['time', time],
  ['date-time', `(?:${date})T${time}`],
  ['duration', `P(?:${datePart}(?:${timePart})?|${timePart}|\\d{1,9}W)`],
  ['uuid', '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}'],
  ['email', String.raw`${mailWord}(?:\.${mailWord})*@(?:${label}\.)+${label}`],
  ['ipv4', String.raw`${byte}(?:\.${byte}){3}`],
  ['ipv6', ipv6],
]);

const automata = new Map<string, Automaton>();

/** What a format accepts. Undefined for the others: to the specification a format is a remark, and these are held to besides. */
export function formatAutomaton(format: string): Automaton | undefined {
  const pattern = patterns.get(format);
  const known = automata.get(format);
  if (known || pattern === undefined) return known;
  const automaton = compileRegex(readPattern(pattern), { effort: createEffort(1_000_000) });
  automata.set(format, automaton);
  return automaton;
}
