import { complement, exactly } from './automaton/automaton.ts';
import type { Effort } from './automaton/regex.ts';
import { colon, comma } from './basic-rules.ts';
import { pointerTo } from './document.ts';
import { type Entry, literalAlternatives } from './literal-rules.ts';
import { type Member, type Members, membersOf, type Naming } from './property-names.ts';
import { repetition } from './repetition.ts';
import { type Alternative, type Rules, ruleItem, text } from './rules.ts';
import type { Goal, ObjectShape } from './shapes.ts';
import { stringAlternative } from './string-rules.ts';

export interface ObjectWriting extends Naming {
  rules: Rules;
  effort: Effort;
  /** The rule of a property's value. */
  ruleFor(goal: Goal): string;
}

/** Entries that the choices between properties may come to. Past that they are laid out in a row, and the engine holds more ways open. */
const mostEntries = 2_048;
const longestChoice = 32;
/** Each is a call inside a call. */
const mostCounted = 500;

/** Objects of a shape: the named properties in their order, those that need not be there left out or not, then others. */
export function objectAlternative(shape: ObjectShape, writing: ObjectWriting): Alternative {
  const members = membersOf(shape, writing);
  const { named } = members;
  const { rules, ruleFor } = writing;
  const required = named.filter(({ isRequired }) => isRequired).length;
  const min = shape.min > required ? shape.min : 0;
  const isCounted = min > 0 || shape.max < Number.POSITIVE_INFINITY;
  // Uncounted, all that matters is whether a comma is due.
  const most = isCounted ? named.length : 1;
  const atOnce = Math.max(1, Math.min(longestChoice, Math.floor(mostEntries / (named.length * most))));
  const first = named.findIndex(({ isRequired }) => isRequired);
  /** Properties at the start that may all be left out. */
  const leading = first === -1 ? named.length : first;
  const other = otherMember(members, writing);
  if (min > named.length + (other ? 1 : 0)) {
    const reason =
      'A grammar cannot tell whether properties that the schema does not name are different. Name them in "properties".';
    writing.report({ keyword: 'minProperties', pointer: pointerTo(shape.pointer, 'minProperties'), reason });
  }

  if (isCounted && named.length - required > mostCounted) {
    const keyword = min > 0 ? 'minProperties' : 'maxProperties';
    const reason = `More than ${mostCounted} properties that may be left out cannot be counted.`;
    writing.report({ keyword, pointer: pointerTo(shape.pointer, keyword), reason });
  }

  const before = (count: number): Alternative => (count === 0 ? [] : comma(rules));
  const value = ({ goal }: Member): Alternative => [...colon(rules), ruleItem(ruleFor(goal))];
  const made = new Map<string, string>();
  /** The rule of a place in the object, made once. */
  function at(key: string, make: () => Alternative[]): string {
    const known = made.get(key);
    if (known) return known;
    const name = rules.reserve();
    made.set(key, name);
    rules.define(name, make());
    return name;
  }

  /** Everything from one named property on, `count` having been written. */
  function from(index: number, count: number): Alternative {
    const items: Alternative[number][] = [];
    let written = count;
    for (let place = index; ; place += 1) {
      const member = named[place];
      if (!member?.isRequired) return [...items, ruleItem(choices(place, written))];
      if (written + 1 > shape.max) return [...items, ruleItem(rules.once('never', () => []))];
      items.push(...before(written), text(JSON.stringify(member.name)), ...value(member));
      written = Math.min(written + 1, most);
    }
  }

  /** One of the next properties, up to the first that has to be there, or none of them. */
  function choices(index: number, count: number): string {
    return at(`choices ${index} ${count}`, () => {
      if (index === named.length) return endings(count);
      const ahead = named.slice(index, index + atOnce);
      const length = ahead.findIndex(({ isRequired }) => isRequired);
      const run = length === -1 ? ahead : ahead.slice(0, length);
      const skip = from(index + run.length, count);
      if (count + 1 > shape.max) return [skip];
      const after = Math.min(count + 1, most);
      const [only, ...others] = run;
      const taken: Alternative =
        only && others.length === 0
          ? [text(JSON.stringify(only.name)), ...valueAnd(index, after)]
          : [ruleItem(rules.add(literalAlternatives(rules, entriesOf(run, index, after))))];
      return [[...before(count), ...taken], skip];
    });
  }

  const entriesOf = (run: readonly Member[], index: number, count: number): Entry[] =>
    run.map(({ name }, place) => {
      const then = at(`value ${index + place} ${count}`, () => [valueAnd(index + place, count)]);
      return [JSON.stringify(name), [ruleItem(then)]];
    });

  /** A property's value, its name having been written, and everything behind it. */
  function valueAnd(index: number, count: number): Alternative {
    const member = named[index];
    return member ? [...value(member), ...from(index + 1, count)] : [];
  }

  function endings(count: number): Alternative[] {
    const end = count >= min ? [[text('}')]] : [];
    // One other property is surely another one. Of two the grammar cannot tell whether they have one name.
    if (!other || count + 1 > shape.max || count + 1 < min) return end;
    const further = rules.add([[...comma(rules), ...other]]);
    const more = repetition(rules, further, { min: 0, max: shape.max - count - 1 });
    return [...end, [...before(count), ...other, ...more, text('}')]];
  }

  // From the end, so that a thousand of them are not a thousand calls deep.
  for (let index = named.length; index > 0 && !isCounted; index -= 1) {
    if (named[index]?.isRequired) continue;
    choices(index, 1);
    if (index <= leading && index % atOnce === 0) choices(index, 0);
  }
  return [text('{'), ...from(0, 0)];
}

function otherMember({ named, others }: Members, { rules, effort, ruleFor }: ObjectWriting): Alternative | undefined {
  if (!others) return undefined;
  const taken = named.map(({ name }) => name);
  const also = taken.length > 0 ? complement(exactly(taken, effort), effort) : undefined;
  const key = stringAlternative(others.names, { rules, effort, ...(also && { also }) });
  return key && [...key, ...colon(rules), ruleItem(ruleFor(others.goal))];
}
