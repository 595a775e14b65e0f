import { arrayAlternative } from './array-rules.ts';
import { createEffort, type Effort, PatternProblem } from './automaton/regex.ts';
import { automatonRule } from './automaton-rules.ts';
import { numberRule, objectRule, stringRule, valueRule, wholeNumberRule } from './basic-rules.ts';
import { copySchema, createDocument, pointerTo } from './document.ts';
import { createExpander, keyOf } from './expand.ts';
import { type Fits, fitsShape } from './fits.ts';
import { limits } from './limits.ts';
import { type Entry, literalAlternatives } from './literal-rules.ts';
import { numberAutomaton } from './number-rules.ts';
import { objectAlternative } from './object-rules.ts';
import { refuse } from './refusal.ts';
import { type Alternative, createRules, type Rules, ruleItem } from './rules.ts';
import {
  type Goal,
  isAnyValue,
  isPlain,
  type NumberShape,
  type Shape,
  type StringShape,
  statedShapes,
} from './shapes.ts';
import { stringAlternative } from './string-rules.ts';

/**
 * A grammar for the engine in which everything that can be written meets the schema. Throws `UNSUPPORTED_SCHEMA`, with the
 * keyword and its pointer, where that cannot be had: nothing is left out in silence.
 *
 * What is written is a part of what the schema allows: no white space but one space behind `:` and `,`; properties in the
 * order of `properties`, and others only where the schema speaks of them or names none; numbers that a double can hold.
 * `oneOf` is held to by proof that its branches are apart, and refused where there is none. Two properties that the schema
 * does not name may get the same name; no grammar can prevent that.
 */
export function jsonSchemaToGbnf(schema: unknown): { grammar: string } {
  try {
    return { grammar: writeGrammar(schema, createEffort(limits.effort)) };
  } catch (error) {
    if (!(error instanceof PatternProblem)) throw error;
    return refuse({ keyword: 'schema', pointer: '#', reason: error.message });
  }
}

/** JSON mode: any object. */
export function anyJsonGbnf(): { grammar: string } {
  const rules = createRules((reason) => {
    throw new Error(reason);
  });
  return { grammar: rules.render(objectRule(rules)) ?? '' };
}

function writeGrammar(schema: unknown, effort: Effort): string {
  const document = createDocument(copySchema(schema, refuse), refuse);
  const expand = createExpander({ document, report: refuse, effort });
  const fits: Fits = (goal, value) => expand(goal).some((shape) => fitsShape(shape, value, fits));
  let pointer = '#';
  const rules = createRules((reason) => refuse({ keyword: 'schema', pointer, reason }));

  const goals = new Map<string, { goal: Goal; name: string }>();
  function ruleFor(goal: Goal): string {
    if (goal.length === 0) return valueRule(rules);
    const key = keyOf(goal);
    const { name } = goals.get(key) ?? { name: rules.reserve() };
    goals.set(key, { goal, name });
    return name;
  }

  function alternativesOf(goal: Goal): Alternative[] {
    const shapes = statedShapes(expand(goal));
    if (isAnyValue(shapes)) return [[ruleItem(valueRule(rules))]];
    const texts = new Set(shapes.flatMap((shape) => (shape.kind === 'literal' ? [JSON.stringify(shape.value)] : [])));
    const literals = [...texts].map((text): Entry => [text, []]);
    return [...literalAlternatives(rules, literals), ...shapes.flatMap((shape) => alternativeOf(shape) ?? [])];
  }

  function alternativeOf(shape: Shape): readonly [Alternative] | undefined {
    switch (shape.kind) {
      case 'literal':
        return undefined;
      case 'number':
        return [[ruleItem(numberRuleOf(shape, { rules, effort }))]];
      case 'string':
        return [[ruleItem(stringRuleOf(shape, { rules, effort }))]];
      case 'array':
        return [arrayAlternative(shape, rules, ruleFor)];
      case 'object':
        return [objectAlternative(shape, { rules, effort, ruleFor, expand, fits, report: refuse })];
    }
  }

  const root = ruleFor(document.goal(document.root));
  // The list grows while it is walked: no schema is too deep to be written.
  for (const { goal, name } of goals.values()) {
    pointer = goal[0]?.pointer ?? '#';
    rules.define(name, alternativesOf(goal));
  }
  const grammar = rules.render(root);
  return (
    grammar ??
    refuse({ keyword: '$ref', pointer: '#', reason: 'Every value of it holds another of its kind, without end.' })
  );
}

interface Writing {
  rules: Rules;
  effort: Effort;
}

function numberRuleOf(shape: NumberShape, { rules, effort }: Writing): string {
  const { isWhole, low, high, step, pointer } = shape;
  if (isPlain(shape)) return numberRule(rules);
  if (!low && !high && step === 1) return wholeNumberRule(rules);
  return rules.once(`number ${JSON.stringify({ isWhole, low, high, step })}`, () => {
    const keyword = step > 1 ? 'multipleOf' : low ? 'minimum' : 'maximum';
    const problem = { keyword, pointer: pointerTo(pointer, keyword) };
    const automaton = named(problem, () => numberAutomaton(shape, effort));
    if (!automaton) return refuse({ ...problem, reason: 'No number lies within the bounds.' });
    return [[ruleItem(automatonRule(rules, automaton, { isText: false }))]];
  });
}

function stringRuleOf(shape: StringShape, { rules, effort }: Writing): string {
  const { patterns, min, max, pointer } = shape;
  if (isPlain(shape)) return stringRule(rules);
  return rules.once(
    `text ${min} ${max} ${JSON.stringify(patterns.map(({ keyword, source }) => [keyword, source]))}`,
    () => {
      const [pattern] = patterns;
      const problem = pattern ?? { keyword: 'maxLength', pointer: pointerTo(pointer, 'maxLength') };
      const alternative = named(problem, () => stringAlternative(shape, { rules, effort }));
      if (!alternative)
        return refuse({ ...problem, reason: 'No text matches it together with what stands beside it.' });
      return [alternative];
    },
  );
}

/** Says which keyword it was that a pattern could not be worked out for. */
function named<T>({ keyword, pointer }: { keyword: string; pointer: string }, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof PatternProblem)) throw error;
    return refuse({ keyword, pointer, reason: error.message });
  }
}
