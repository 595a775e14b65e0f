import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';
import type { ModelDetails } from '../../../shared/model/catalogue.ts';
import {
  type ModelParameters,
  type ParameterName,
  type ParameterWarning,
  parameterNames,
} from '../../../shared/model/parameters.ts';
import { settleReasoning } from './reasoning.ts';
import { ruleOf } from './rule-of.ts';
import type { AskedModel, ParameterForm, Sent } from './rules.ts';

export interface Lowered {
  /** In the interface's own words. */
  options: Partial<LanguageModelV4CallOptions>;
  /** What it has no words for, as the vendor's package wants it. */
  own: Options;
  warnings: ParameterWarning[];
}

interface Options {
  [name: string]: JsonValue;
}
type JsonValue = string | number | boolean | JsonValue[] | Options;

const interfaceWords: Partial<Record<ParameterName, keyof LanguageModelV4CallOptions>> = {
  temperature: 'temperature',
  topP: 'topP',
  topK: 'topK',
  maxOutputTokens: 'maxOutputTokens',
  stop: 'stopSequences',
  frequencyPenalty: 'frequencyPenalty',
  presencePenalty: 'presencePenalty',
  seed: 'seed',
  reasoningEffort: 'reasoning',
};

/** Programs write these out although they change nothing: to leave them out is no loss. */
const harmless: Partial<Record<ParameterName, readonly JsonValue[]>> = {
  topP: [1],
  topK: [0],
  minP: [0],
  frequencyPenalty: [0],
  presencePenalty: [0],
  repetitionPenalty: [1],
  logprobs: [false],
  n: [1],
  serviceTier: ['auto', 'default'],
  parallelToolCalls: [true],
};

function isHarmless(name: ParameterName, value: JsonValue, details: ModelDetails | null): boolean {
  if (name === 'reasoningEffort') return value === 'none' && details?.reasoning === false;
  return harmless[name]?.includes(value) ?? false;
}

/** What is asked for, in the words of the vendor's package, and what of it will be missing or other. */
export function toCallOptions(form: ParameterForm, asked: AskedModel): Lowered {
  const { parameters, warnings } = settleReasoning(form, asked);
  const lowered: Lowered = { options: {}, own: {}, warnings };
  for (const [name, value] of entriesOf(parameters)) {
    const rule = ruleOf(form, name, { ...asked, parameters });
    if ('as' in rule) send(lowered, { name, value, rule });
    else if (!isHarmless(name, value, asked.details)) {
      const why = 'without' in rule ? rule.without : `its API knows only ${rule.into}`;
      warnings.push({ parameter: name, action: 'dropped', detail: why });
    }
  }
  return lowered;
}

/** In the order of the vocabulary: where two share an option, the later one says more. */
const entriesOf = (parameters: ModelParameters): [ParameterName, JsonValue][] =>
  parameterNames.flatMap((name) => {
    const value = parameters[name];
    return value === undefined ? [] : [[name, value]];
  });

function send({ options, own, warnings }: Lowered, asked: { name: ParameterName; value: JsonValue; rule: Sent }): void {
  const { name, rule } = asked;
  const { option, values, beside = {} } = rule;
  const fitted = fit(rule, asked.value);
  const value = values ? values[words(fitted)] : fitted;
  if (value === undefined) {
    if (isHarmless(name, asked.value, null)) return;
    warnings.push({ parameter: name, action: 'dropped', detail: `there is no ${words(asked.value)} here` });
    return;
  }
  if (fitted !== asked.value) {
    const detail = `${words(asked.value)} became ${words(fitted)}`;
    warnings.push({ parameter: name, action: 'converted', detail });
  }
  const word = interfaceWords[name];
  if (option !== undefined) put(own, option, value);
  else if (word) Object.assign(options, { [word]: value });
  for (const [path, companion] of Object.entries(beside)) put(own, path, companion);
}

const words = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value));

function fit({ range, nearest }: Sent, value: JsonValue): JsonValue {
  if (typeof value === 'number' && range) return Math.min(Math.max(value, range[0]), range[1]);
  return (typeof value === 'string' && nearest?.[value]) || value;
}

function put(options: Options, path: string, value: JsonValue): void {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    options[name] = value;
    return;
  }
  const inner = options[name];
  const within: Options = inner instanceof Object && !Array.isArray(inner) ? inner : {};
  options[name] = within;
  put(within, rest.join('.'), value);
}

/** The word that a package looks for its own options under: `github-models.chat` reads `githubModels`. */
export const optionsKeyOf = ({ optionsKey }: ParameterForm, provider: string): string =>
  optionsKey ?? (provider.split('.')[0] ?? '').replace(/[-_]([a-z])/g, (_, letter: string) => letter.toUpperCase());
