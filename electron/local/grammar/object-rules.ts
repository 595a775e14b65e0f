import { complement, exactly } from './automaton/automaton.ts';
import type { Effort } from './automaton/regex.ts';
import { colon, comma } from './basic-rules.ts';
import { pointerTo } from './document.ts';
import { type Members, membersOf, type Naming } from './property-names.ts';
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
  const other = otherMember(members, writing);
  if (min > named.length + (other ? 1 : 0)) {
    const reason =
      'A grammar cannot tell whether properties that the schema does not name are different. Name them in "properties".';
    writing.report({ keyword: 'minProperties', pointer: pointerTo(shape.pointer, 'minProperties'), reason });
  }

  /** Everything from one named property on, `count` having been written. */
  function from(index: number, count: number): Alternative {
    const items: Alternative[number][] = [];
    let written = count;
    for (let at = index; ; at += 1) {
      const member = named[at];
      if (!member?.isRequired) return [...items, ruleItem(choices(at, written))];
      if (written + 1 > shape.max) return [...items, ruleItem(rules.once('never', () => []))];
      items.push(...before(written), ...value(member.name, member.goal));
      written = Math.min(written + 1, most);
    }
  }

  const before = (count: number): Alternative => (count === 0 ? [] : comma(rules));
  const value = (name: string, goal: Goal): Alternative => [
    text(JSON.stringify(name)),
    ...colon(rules),
    ruleItem(ruleFor(goal)),
  ];

  const made = new Map<string, string>();
  function choices(index: number, count: number): string {
    const key = `${index} ${count}`;
    const known = made.get(key);
    if (known) return known;
    const name = rules.reserve();
    made.set(key, name);
    const member = named[index];
    if (!member) rules.define(name, endings(count));
    else {
      const skip = from(index + 1, count);
      const take = [
        ...before(count),
        ...value(member.name, member.goal),
        ...from(index + 1, Math.min(count + 1, most)),
      ];
      rules.define(name, count + 1 > shape.max ? [skip] : [take, skip]);
    }
    return name;
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
    choices(index, 0);
    choices(index, 1);
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
