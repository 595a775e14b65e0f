import { pointerTo } from './document.ts';
import { isJsonArray, type Json, ownValue } from './json.ts';
import type { Report } from './refusal.ts';
import type { Place } from './shapes.ts';

/** Reads the keywords of one place. What is not as it has to be is reported, and counts as not there. */
export interface Keywords {
  place: Place;
  has(keyword: string): boolean;
  value(keyword: string): Json | undefined;
  /** A whole number of 0 or more. */
  count(keyword: string): number | undefined;
  number(keyword: string): number | undefined;
  text(keyword: string): string | undefined;
  texts(keyword: string): readonly string[] | undefined;
  list(keyword: string): readonly Json[] | undefined;
  problem(keyword: string, reason: string): undefined;
}

export function keywordsOf(place: Place, report: Report): Keywords {
  const value = (keyword: string): Json | undefined =>
    typeof place.schema === 'object' ? ownValue(place.schema, keyword) : undefined;

  const problem = (keyword: string, reason: string): undefined => {
    report({ keyword, pointer: pointerTo(place.pointer, keyword), reason });
  };

  const read = <T extends Json>(keyword: string, is: (value: Json) => value is T, reason: string): T | undefined => {
    const found = value(keyword);
    if (found === undefined) return undefined;
    return is(found) ? found : problem(keyword, reason);
  };

  return {
    place,
    has: (keyword) => value(keyword) !== undefined,
    value,
    problem,
    count: (keyword) => read(keyword, isCount, 'It has to be a whole number of 0 or more.'),
    number: (keyword) => read(keyword, isNumber, 'It has to be a number.'),
    text: (keyword) => read(keyword, isText, 'It has to be a text.'),
    texts: (keyword) => read(keyword, isTexts, 'It has to be a list of texts.'),
    list: (keyword) => read(keyword, isFilledList, 'It has to be a list with something in it.'),
  };
}

const isNumber = (value: Json): value is number => typeof value === 'number';
const isCount = (value: Json): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isText = (value: Json): value is string => typeof value === 'string';
const isTexts = (value: Json): value is readonly string[] =>
  isJsonArray(value) && value.every((text) => typeof text === 'string');
const isFilledList = (value: Json): value is readonly Json[] => isJsonArray(value) && value.length > 0;
