import type { ModelDetails } from '../../../shared/model/catalogue.ts';
import { type ModelParameters, type ParameterName, parameterNames } from '../../../shared/model/parameters.ts';

/** It is sent. */
export interface Sent {
  /** The vendor's own name, as a path in the request: `generationConfig.topP`. */
  as: string;
  /** Where its package wants it, as a path in its options. Default: the interface has a word of its own for it. */
  option?: string;
  /** What lies beyond is set to the end that it passed, with a warning. */
  range?: readonly [least: number, most: number];
  /** Values that the vendor does not have, and the ones nearest to them, with a warning. */
  nearest?: Readonly<Record<string, string>>;
  /** The vendor's own words for values; where this is given, others are left out with a warning. */
  values?: Readonly<Record<string, string | number | boolean>>;
  /** Further options that must stand beside it, by their paths. */
  beside?: Readonly<Record<string, string | number | boolean>>;
  /** It goes out as something else of the same meaning, made by the vendor's package. */
  remade?: true;
}

/** It is left out; `without` says why, as the end of a sentence. */
export interface LeftOut {
  without: string;
}

/** Its meaning is told by another parameter. */
export interface Into {
  into: 'reasoningEffort';
}

export type Rule = Sent | LeftOut | Into;
export type Rules = Readonly<Record<ParameterName, Rule>>;

export interface AskedModel {
  modelId: string;
  /** What the catalogue knows of it; null where it knows nothing. */
  details: ModelDetails | null;
  parameters: ModelParameters;
}

export interface ModelRules {
  /** Which models, for the table: "Claude". */
  of: string;
  holds(asked: AskedModel): boolean;
  rules: Partial<Rules>;
}

/** What one wire form does with each parameter. */
export interface ParameterForm {
  name: string;
  /** Under which word its own options stand. Default: that of the package. */
  optionsKey?: string;
  rules: Rules;
  /** The last one that holds counts. */
  models: readonly ModelRules[];
}

/** A vendor with one form, or with one that depends on how an instance is set up or which model is asked. */
export type ParameterForms<Settings> =
  | ParameterForm
  | { forms: readonly ParameterForm[]; of(settings: Settings, modelId: string): ParameterForm };

const noField: LeftOut = { without: 'its API has no field for it' };
const oneAnswer: LeftOut = { without: 'a request has one answer here' };

/** What is not named is left out. */
export const form = (name: string, rules: Partial<Rules>, models: readonly ModelRules[] = []): ParameterForm => ({
  name,
  rules: Object.fromEntries(
    parameterNames.map((parameter) => [parameter, rules[parameter] ?? (parameter === 'n' ? oneAnswer : noField)]),
  ) as Record<ParameterName, Rule>,
  models,
});

/** The same form, where a vendor differs from it. */
export const differing = (
  base: ParameterForm,
  rules: Partial<Rules>,
  models: readonly ModelRules[] = [],
): ParameterForm => ({ ...base, rules: { ...base.rules, ...rules }, models: [...base.models, ...models] });

/** Left out, because nobody has a field for it: for `differing`. */
export const lacks = (...names: readonly ParameterName[]): Partial<Rules> =>
  Object.fromEntries(names.map((name) => [name, noField]));
