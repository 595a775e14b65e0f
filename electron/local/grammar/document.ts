import { isJsonArray, isJsonObject, type Json, ownValue } from './json.ts';
import { isAnnotation } from './keywords.ts';
import { limits } from './limits.ts';
import type { Report } from './refusal.ts';
import type { Goal, Place } from './shapes.ts';

/** The schema as a whole: finds places in it. */
export interface Document {
  root: Place;
  /** The schema at a path below a place. Anything else there is reported, and counts as a schema that lets all pass. */
  child(place: Place, ...path: readonly string[]): Place;
  /** What a `$ref` at a place names, or undefined when that was reported. */
  follow(place: Place): Place | undefined;
  /** A goal of these places: references followed, doubles and those that ask for nothing left out. */
  goal(...places: readonly Place[]): Goal;
}

export function createDocument(schema: Json, report: Report): Document {
  const placeAt = (value: Json | undefined, pointer: string, keyword = 'schema'): Place => {
    if (typeof value === 'boolean' || isJsonObject(value)) return { schema: value, pointer };
    report({ keyword, pointer, reason: 'A schema has to be an object, true or false.' });
    return { schema: true, pointer };
  };
  const root = placeAt(schema, '#');

  function child({ schema: parent, pointer }: Place, ...path: readonly string[]): Place {
    const value = path.reduce<Json | undefined>(step, parent);
    return placeAt(value, path.reduce(pointerTo, pointer), path[0]);
  }

  function follow({ schema: from, pointer }: Place): Place | undefined {
    const reference = typeof from === 'object' ? ownValue(from, '$ref') : undefined;
    const problem = (reason: string): undefined => {
      report({ keyword: '$ref', pointer: pointerTo(pointer, '$ref'), reason });
    };
    if (typeof reference !== 'string') return problem('It has to be a text.');
    const path = pathOf(reference);
    if (!path) return problem('Only places in the same schema can be named, as in "#/$defs/name".');
    const value = path.reduce<Json | undefined>(step, schema);
    if (value === undefined) return problem('There is nothing at the place it names.');
    return placeAt(value, path.reduce(pointerTo, '#'), '$ref');
  }

  function goal(...places: readonly Place[]): Goal {
    const found = new Map<string, Place>();
    for (const place of places) {
      const target = resolve(place);
      if (!asksNothing(target)) found.set(target.pointer, target);
    }
    return [...found.values()];
  }

  /** Follows schemas that are nothing but a reference. A circle ends where it closes, and is reported when it is read. */
  function resolve(place: Place): Place {
    const seen = new Set<string>();
    let at = place;
    while (isOnlyReference(at) && !seen.has(at.pointer)) {
      seen.add(at.pointer);
      const next = follow(at);
      if (!next) return { schema: true, pointer: at.pointer };
      at = next;
    }
    return at;
  }

  return { root, child, follow, goal };
}

const isOnlyReference = ({ schema }: Place): boolean =>
  typeof schema === 'object' &&
  Object.hasOwn(schema, '$ref') &&
  Object.keys(schema).every((key) => key === '$ref' || isAnnotation(key));

const asksNothing = ({ schema }: Place): boolean =>
  schema === true || (typeof schema === 'object' && Object.keys(schema).every(isAnnotation));

/** A copy of plain JSON, so that nothing can change under the reader, within the limits. */
export function copySchema(schema: unknown, report: Report): Json {
  const problem = (reason: string): Json => {
    report({ keyword: 'schema', pointer: '#', reason });
    return true;
  };
  let text: string | undefined;
  try {
    text = JSON.stringify(schema);
  } catch {
    return problem('It is nested without end or holds something that JSON cannot.');
  }
  if (text === undefined) return problem('It has to be an object, true or false.');
  if (Buffer.byteLength(text) > limits.bytes) return problem(`It is larger than ${limits.bytes} bytes.`);
  const copy = JSON.parse(text) as Json;
  // A level of schemas takes two of JSON: `properties` and the name below it.
  return isDeeperThan(copy, 2 * limits.depth) ? problem(`It is nested deeper than ${limits.depth} levels.`) : copy;
}

function isDeeperThan(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member: Json) => isDeeperThan(member, levels - 1));
}

export const pointerTo = (pointer: string, key: string): string =>
  `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

function pathOf(reference: string): string[] | undefined {
  if (reference === '#' || reference === '') return [];
  if (!reference.startsWith('#/')) return undefined;
  try {
    const keys = decodeURIComponent(reference.slice(2)).split('/');
    return keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  } catch {
    return undefined;
  }
}

function step(value: Json | undefined, key: string): Json | undefined {
  if (isJsonArray(value)) return /^\d+$/.test(key) ? value[Number(key)] : undefined;
  return isJsonObject(value) ? ownValue(value, key) : undefined;
}
