import type { Document } from './document.ts';
import { isJsonArray, isJsonObject } from './json.ts';
import type { Keywords } from './read-values.ts';
import { type ArrayShape, anyArray, anyObject, type Goal, type ObjectShape } from './shapes.ts';

export function readObject(keywords: Keywords, document: Document): ObjectShape {
  const { place } = keywords;
  const properties = keywords.value('properties');
  if (properties !== undefined && !isJsonObject(properties)) keywords.problem('properties', 'It has to be an object.');
  const names = isJsonObject(properties) ? Object.keys(properties) : [];
  const goalOf = (...path: readonly string[]): Goal => document.goal(document.child(place, ...path));
  const others = keywords.value('additionalProperties');
  return {
    ...anyObject,
    properties: new Map(names.map((name) => [name, goalOf('properties', name)])),
    isListed: properties !== undefined,
    required: new Set(keywords.texts('required')),
    others: others === undefined ? 'unstated' : others === false ? 'none' : goalOf('additionalProperties'),
    names: keywords.has('propertyNames') ? goalOf('propertyNames') : [],
    min: keywords.count('minProperties') ?? 0,
    max: keywords.count('maxProperties') ?? Number.POSITIVE_INFINITY,
  };
}

export function readArray(keywords: Keywords, document: Document): ArrayShape {
  const { place } = keywords;
  const items = keywords.value('items');
  // Draft 7 and before: a list of schemas in `items`, and the rest in `additionalItems`.
  const isOldTuple = isJsonArray(items);
  if (isOldTuple && keywords.has('prefixItems')) keywords.problem('items', 'Beside "prefixItems" it cannot be a list.');
  const prefix = isOldTuple ? items : keywords.has('prefixItems') ? (keywords.list('prefixItems') ?? []) : [];
  const prefixKey = isOldTuple ? 'items' : 'prefixItems';
  const restKey = isOldTuple ? 'additionalItems' : 'items';
  const rest = keywords.value(restKey);
  if (keywords.value('uniqueItems') !== undefined && keywords.value('uniqueItems') !== false) {
    keywords.problem(
      'uniqueItems',
      'A grammar cannot compare items. Leave it out, or name each item with "prefixItems".',
    );
  }
  return {
    ...anyArray,
    prefix: prefix.map((_, index) => document.goal(document.child(place, prefixKey, String(index)))),
    rest: rest === undefined ? [] : rest === false ? 'none' : document.goal(document.child(place, restKey)),
    min: keywords.count('minItems') ?? 0,
    max: keywords.count('maxItems') ?? Number.POSITIVE_INFINITY,
  };
}
