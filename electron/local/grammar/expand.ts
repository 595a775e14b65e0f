import { areApart } from './apart.ts';
import type { Effort } from './automaton/regex.ts';
import { type Document, pointerTo } from './document.ts';
import { type Fits, fitsShape } from './fits.ts';
import { canonical } from './json.ts';
import { limits } from './limits.ts';
import { type Meeting, meet } from './meet.ts';
import { readShapes } from './read-shapes.ts';
import { keywordsOf } from './read-values.ts';
import type { Report } from './refusal.ts';
import { anyShapes, type Goal, literal, type Place, type Shape, statedShapes } from './shapes.ts';

/** Works out what a goal comes to: its references followed, its branches laid side by side, the rest merged into each. */
export type Expand = (goal: Goal) => readonly Shape[];

export interface Expander {
  document: Document;
  report: Report;
  effort: Effort;
}

const keys = new WeakMap<Goal, string>();

export function keyOf(goal: Goal): string {
  const key = keys.get(goal) ?? JSON.stringify(goal.map(({ pointer }) => pointer).sort());
  keys.set(goal, key);
  return key;
}

export function createExpander({ document, report, effort }: Expander): Expand {
  const goals = new Map<string, readonly Shape[]>();
  const places = new Map<string, readonly Shape[]>();
  let depth = 0;

  const fits: Fits = (goal, value) => expand(goal).some((shape) => fitsShape(shape, value, fits));
  const meeting: Meeting = { fits, join: (left, right) => document.goal(...left, ...right) };

  function expand(goal: Goal): readonly Shape[] {
    const key = keyOf(goal);
    const known = goals.get(key);
    if (known) return known;
    const shapes = workOut(goal);
    // Known before its branches are compared: a schema may hold itself.
    goals.set(key, shapes);
    checkBranches(shapes);
    return shapes;
  }

  function workOut(goal: Goal): readonly Shape[] {
    const [first] = goal;
    if (!first) return anyShapes;
    depth += 1;
    try {
      if (depth > limits.depth) return tooDeep(first);
      const shapes = goal.reduce(
        (all, place) => meetAll(all, shapesAt(place, []), { place, keyword: 'allOf' }),
        anyShapes,
      );
      return shapes.length > 0 ? shapes : impossible(first, goal.length > 1);
    } finally {
      depth -= 1;
    }
  }

  function tooDeep({ pointer }: Place): readonly Shape[] {
    report({ keyword: 'schema', pointer, reason: `It is nested deeper than ${limits.depth} levels.` });
    return anyShapes;
  }

  function impossible({ schema, pointer }: Place, isJoined: boolean): readonly Shape[] {
    const suspects = ['enum', 'const', 'allOf', 'anyOf', 'oneOf', '$ref', 'type'];
    const suspect = suspects.find((name) => typeof schema === 'object' && Object.hasOwn(schema, name));
    const reason = 'No value can meet it together with what stands beside it.';
    if (schema === false) report({ keyword: 'false', pointer, reason: 'It lets no value pass.' });
    else if (isJoined || !suspect) report({ keyword: 'allOf', pointer, reason });
    else report({ keyword: suspect, pointer: pointerTo(pointer, suspect), reason });
    return anyShapes;
  }

  /** `path`: the places passed on the way here without a value in between. */
  function shapesAt(place: Place, path: readonly string[]): readonly Shape[] {
    const known = places.get(place.pointer);
    if (known) return known;
    if (place.schema === true) return anyShapes;
    if (place.schema === false) return [];
    if (path.includes(place.pointer)) {
      report({ keyword: '$ref', pointer: pointerTo(path.at(-1) ?? '#', '$ref'), reason: 'It leads back to itself.' });
      return anyShapes;
    }
    if (path.length > limits.depth) return tooDeep(place);
    const shapes = combine(place, [...path, place.pointer]);
    places.set(place.pointer, shapes);
    return shapes;
  }

  function combine(place: Place, path: readonly string[]): readonly Shape[] {
    const keywords = keywordsOf(place, report);
    const all = (keyword: string): readonly Place[] => {
      const list = keywords.list(keyword) ?? [];
      return list.map((_, index) => document.child(place, keyword, String(index)));
    };
    const target = keywords.has('$ref') ? document.follow(place) : undefined;
    const together = [...(target ? [target] : []), ...all('allOf')];
    let shapes = withValues(place, readShapes(place, { document, report, effort }));
    for (const part of together) shapes = meetAll(shapes, shapesAt(part, path), { place, keyword: 'allOf' });
    for (const keyword of ['anyOf', 'oneOf']) {
      const branches = all(keyword).map((branch) => shapesAt(branch, path));
      if (branches.length === 0) continue;
      const pointer = pointerTo(place.pointer, keyword);
      const choices = branches.flatMap((branch, index) =>
        keyword === 'oneOf' ? branch.map((shape) => chosen(shape, pointer, index)) : branch,
      );
      shapes = meetAll(shapes, choices, { place, keyword });
    }
    return shapes;
  }

  function withValues(place: Place, shapes: readonly Shape[]): readonly Shape[] {
    const keywords = keywordsOf(place, report);
    const constant = keywords.value('const');
    const lists = { const: constant === undefined ? undefined : [constant], enum: keywords.list('enum') };
    return Object.entries(lists).reduce((left, [keyword, values]) => {
      const literals = values?.map((value): Shape => ({ ...literal(value), pointer: place.pointer }));
      return literals ? meetAll(left, literals, { place, keyword }) : left;
    }, shapes);
  }

  function meetAll(
    left: readonly Shape[],
    right: readonly Shape[],
    { place, keyword }: { place: Place; keyword: string },
  ): readonly Shape[] {
    effort.spend(left.length * right.length);
    if (left === anyShapes) return right;
    const shapes = left.flatMap((one) => right.flatMap((other) => meet(one, other, meeting) ?? []));
    if (shapes.length <= limits.alternatives) return shapes;
    const pointer = pointerTo(place.pointer, keyword);
    report({ keyword, pointer, reason: `It comes to more than ${limits.alternatives} alternatives.` });
    return anyShapes;
  }

  /** `oneOf` is held to by proof: what is written for one branch must not pass another. */
  function checkBranches(shapes: readonly Shape[]): void {
    const chosen = shapes.filter(({ choices }) => choices.size > 0);
    const written = new Set(statedShapes(shapes));
    // Values of an `enum` may be many, and are compared by what they are. All others are few, and compared each with each.
    const byValue = Map.groupBy(chosen, (shape) => (shape.kind === 'literal' ? canonical(shape.value) : undefined));
    for (const [value, group] of byValue) {
      const others = value === undefined ? chosen : [...group, ...(byValue.get(undefined) ?? [])];
      for (const one of group.filter((shape) => written.has(shape))) {
        for (const other of others) if (!checkPair(one, other)) return;
      }
    }
  }

  function checkPair(one: Shape, other: Shape): boolean {
    effort.spend(5);
    const pointer = differentBranch(one, other);
    if (pointer === undefined || areApart(one, other, { expand, fits, effort })) return true;
    const reason =
      'A value could match two of its branches. Use "anyOf", or give each branch a property with a "const" of its own.';
    report({ keyword: 'oneOf', pointer, reason });
    return false;
  }

  return expand;
}

const chosen = (shape: Shape, pointer: string, branch: number): Shape => ({
  ...shape,
  choices: new Map(shape.choices).set(pointer, branch),
});

function differentBranch(one: Shape, other: Shape): string | undefined {
  for (const [pointer, branch] of one.choices) {
    const also = other.choices.get(pointer);
    if (also !== undefined && also !== branch) return pointer;
  }
  return undefined;
}
