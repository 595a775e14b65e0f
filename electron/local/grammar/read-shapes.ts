import type { Effort } from './automaton/regex.ts';
import type { Document } from './document.ts';
import { isJsonArray } from './json.ts';
import { refusalOf } from './keywords.ts';
import { impossibility } from './meet.ts';
import { readArray, readObject } from './read-containers.ts';
import { readNumber, readString } from './read-scalars.ts';
import { type Keywords, keywordsOf } from './read-values.ts';
import type { Report } from './refusal.ts';
import { literal, type Place, type Shape } from './shapes.ts';

export interface Reader {
  document: Document;
  report: Report;
  effort: Effort;
}

/** What the keywords of one place, by themselves, ask of each kind of value. References and branches are not followed here. */
export function readShapes(place: Place, reader: Reader): readonly Shape[] {
  const keywords = keywordsOf(place, reader.report);
  for (const key of Object.keys(place.schema)) {
    const reason = refusalOf(key);
    if (reason) keywords.problem(key, reason);
  }
  const all = [
    readObject(keywords, reader.document),
    readArray(keywords, reader.document),
    readString(keywords, reader.effort),
    readNumber(keywords),
    ...[true, false, null].map((value) => literal(value, false)),
  ].map((shape): Shape => ({ ...shape, pointer: place.pointer }));
  for (const shape of all) {
    const keyword = impossibility(shape);
    if (keyword) keywords.problem(keyword, 'It contradicts what stands beside it.');
  }
  return chooseTypes(all, keywords);
}

const typeNames = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);

function chooseTypes(shapes: readonly Shape[], keywords: Keywords): readonly Shape[] {
  const types = readTypes(keywords);
  if (!types) return shapes;
  return shapes.flatMap((shape): Shape[] => {
    if (shape.kind === 'number') {
      if (types.has('number')) return [{ ...shape, isStated: true }];
      return types.has('integer') ? [{ ...shape, isWhole: true, isStated: true }] : [];
    }
    const type = shape.kind === 'literal' ? (shape.value === null ? 'null' : 'boolean') : shape.kind;
    return types.has(type) ? [{ ...shape, isStated: true }] : [];
  });
}

function readTypes(keywords: Keywords): ReadonlySet<string> | undefined {
  const written = keywords.value('type');
  const canBeNull = keywords.value('nullable');
  if (canBeNull !== undefined && typeof canBeNull !== 'boolean')
    keywords.problem('nullable', 'It has to be true or false.');
  if (written === undefined) {
    if (canBeNull === true) keywords.problem('nullable', 'It needs a "type" beside it, or write a branch of "anyOf".');
    return undefined;
  }
  const types = isJsonArray(written) ? written : [written];
  if (types.length === 0 || !types.every((type) => typeof type === 'string' && typeNames.has(type))) {
    return keywords.problem('type', `It has to be one or more of ${[...typeNames].join(', ')}.`);
  }
  return new Set([...types.map(String), ...(canBeNull === true ? ['null'] : [])]);
}
