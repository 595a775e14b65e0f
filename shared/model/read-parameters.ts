import { AppError } from '../errors/app-error.ts';
import {
  type ModelParameters,
  modelParameters,
  type ParameterName,
  parameterAliases,
  parameterNames,
} from './parameters.ts';

const withUnderscores = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const canonical = new Map<string, ParameterName>(
  parameterNames.flatMap((name) =>
    [name, withUnderscores(name), ...(parameterAliases[name] ?? [])].map((word) => [word, name] as const),
  ),
);

/** Every word that a parameter goes by. */
const isParameterWord = (word: string): boolean => canonical.has(word);

/** What a value means that is written in another way; undefined is "as if it were not there". */
function meaningOf(name: ParameterName, value: unknown): unknown {
  if (value === null) return undefined;
  if (name === 'maxOutputTokens' && value === -1) return undefined;
  if (name !== 'stop') return value;
  if (typeof value === 'string') return value === '' ? undefined : [value];
  return Array.isArray(value) && value.length === 0 ? undefined : value;
}

/** The parameters in the words of the vocabulary. VALIDATION_FAILED names the field as it was written. */
export function readParameters(given: Readonly<Record<string, unknown>>): ModelParameters {
  const found: Partial<Record<ParameterName, unknown>> = {};
  const written = new Map<ParameterName, string>();
  for (const [word, value] of Object.entries(given)) {
    const name = canonical.get(word);
    if (!name) throw invalid(word, 'unknown', `There is no parameter "${word}". Leave it out, or correct its name.`);
    const meaning = meaningOf(name, value);
    if (meaning === undefined) continue;
    const earlier = written.get(name);
    if (earlier !== undefined && JSON.stringify(found[name]) !== JSON.stringify(meaning)) {
      const words = `"${earlier}" and "${word}" are the same parameter and say different things. Keep one of them.`;
      throw invalid(word, 'contradiction', words);
    }
    found[name] = meaning;
    written.set(name, earlier ?? word);
  }
  return written.size === 0 ? {} : parse(found, written);
}

function parse(found: object, written: ReadonlyMap<string, string>): ModelParameters {
  const parsed = modelParameters.safeParse(found);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0] ?? '');
    const word = written.get(name) ?? name;
    throw invalid(
      word,
      'value',
      `The parameter "${word}" cannot be taken: ${issue?.message}. Correct it, or leave it out.`,
    );
  }
  const { topLogprobs, logprobs } = parsed.data;
  if (topLogprobs === undefined) return parsed.data;
  if (logprobs !== false) return { ...parsed.data, logprobs: true };
  const word = written.get('topLogprobs') ?? 'topLogprobs';
  throw invalid(word, 'contradiction', `"${word}" needs logprobs to be on. Switch them on, or leave "${word}" out.`);
}

/** The parameters among other fields. */
export function parametersIn(body: Readonly<Record<string, unknown>>): ModelParameters {
  const own: Record<string, unknown> = {};
  for (const [word, value] of Object.entries(body)) if (isParameterWord(word)) own[word] = value;
  return readParameters(own);
}

const invalid = (param: string, reason: string, message: string): AppError =>
  new AppError('VALIDATION_FAILED', message, { details: { param, reason } });
