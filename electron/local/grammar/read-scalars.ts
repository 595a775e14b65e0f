import { acceptsNothing } from './automaton/automaton.ts';
import { compileRegex } from './automaton/compile-regex.ts';
import { readPattern } from './automaton/read-pattern.ts';
import { type Effort, PatternProblem } from './automaton/regex.ts';
import { tighter } from './bounds.ts';
import { pointerTo } from './document.ts';
import { formatAutomaton } from './formats.ts';
import { limits } from './limits.ts';
import type { Keywords } from './read-values.ts';
import { anyNumber, anyString, type Bound, type NumberShape, type Pattern, type StringShape } from './shapes.ts';

export function readNumber(keywords: Keywords): NumberShape {
  const low = tighter('low', ...readBounds(keywords, 'minimum', 'exclusiveMinimum'));
  const high = tighter('high', ...readBounds(keywords, 'maximum', 'exclusiveMaximum'));
  const step = keywords.number('multipleOf') ?? 0;
  const isStep = Number.isInteger(step) && step >= 1 && step <= limits.multipleOf;
  if (keywords.has('multipleOf') && !isStep) {
    keywords.problem('multipleOf', `It has to be a whole number from 1 to ${limits.multipleOf}.`);
  }
  return {
    ...anyNumber,
    ...(low && { low }),
    ...(high && { high }),
    ...(isStep && { isWhole: true, step }),
  };
}

/** Both spellings: a number of its own, and (draft 4, OpenAPI 3.0) a flag beside the other one. */
function readBounds(keywords: Keywords, plain: string, exclusive: string): Bound[] {
  const value = keywords.number(plain);
  const flag = keywords.value(exclusive);
  const other = typeof flag === 'boolean' ? undefined : keywords.number(exclusive);
  return [
    ...(value === undefined ? [] : [{ value, isExclusive: flag === true }]),
    ...(other === undefined ? [] : [{ value: other, isExclusive: true }]),
  ];
}

export function readString(keywords: Keywords, effort: Effort): StringShape {
  const patterns = [readPatternOf(keywords, effort), readFormat(keywords)].filter((pattern) => pattern !== undefined);
  return {
    ...anyString,
    min: keywords.count('minLength') ?? 0,
    max: keywords.count('maxLength') ?? Number.POSITIVE_INFINITY,
    patterns,
  };
}

function readPatternOf(keywords: Keywords, effort: Effort): Pattern | undefined {
  const keyword = 'pattern';
  const source = keywords.text(keyword);
  if (source === undefined) return undefined;
  try {
    const automaton = compileRegex(readPattern(source), { search: true, effort });
    if (acceptsNothing(automaton)) return keywords.problem(keyword, 'No text matches it.');
    return { keyword, pointer: pointerTo(keywords.place.pointer, keyword), source, automaton };
  } catch (error) {
    if (!(error instanceof PatternProblem)) throw error;
    return keywords.problem(keyword, error.message);
  }
}

function readFormat(keywords: Keywords): Pattern | undefined {
  const keyword = 'format';
  const source = keywords.text(keyword);
  const automaton = source === undefined ? undefined : formatAutomaton(source);
  if (source === undefined || !automaton) return undefined;
  return { keyword, pointer: pointerTo(keywords.place.pointer, keyword), source, automaton };
}
