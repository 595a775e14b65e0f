import type { ModelFacts, RecommendedSampling } from '../../../shared/model/model-facts.ts';
import { chatTemplate, templateFacts } from './chat-template.ts';
import { isArray, numberOf, numbersOf, textOf } from './header.ts';
import { canInfill, infillTokens } from './infill-tokens.ts';
import { type Refuse, refuseFile } from './invalid-file.ts';
import { modelKind } from './model-kind.ts';
import { quantisation } from './quantisation.ts';
import { type ModelHeader, modelName, readModel } from './read-model.ts';

/** What a model's file says about it, without loading it. Of a model in parts any part may be named. */
export async function fileFacts(path: string, { signal }: { signal?: AbortSignal } = {}): Promise<ModelFacts> {
  const header = await readModel(path, { signal, findTokens: infillTokens });
  return modelFacts(header, path);
}

/** The facts of a header that was read already, with `findTokens: infillTokens`. */
export function modelFacts(header: ModelHeader, path: string): ModelFacts {
  const refuse = refuseFile(path);
  const name = textOf(header, 'general.name');
  const kind = modelKind(header, { name: name ?? modelName(path), refuse });
  const template = kind === 'chat' ? chatTemplate(header) : null;
  if (kind !== 'adapter' && kind !== 'projector') checkVocabulary(header, refuse);
  return {
    kind,
    architecture: textOf(header, 'general.architecture') ?? 'unknown',
    name: short(name),
    baseModel: short(textOf(header, 'general.base_model.0.name') ?? textOf(header, 'adapter.base_model')),
    license: short(textOf(header, 'general.license')),
    parameters: sum(header, 'elements'),
    quantisation: quantisation(numberOf(header, 'general.file_type'), header.tensors),
    size: header.size,
    tensorBytes: sum(header, 'bytes'),
    vocabularySize: vocabularySize(header),
    ...shapeFacts(header),
    hasChatTemplate: template !== null,
    ...templateFacts(template),
    infill: canInfill(header) && (kind === 'chat' || kind === 'completion'),
    sampling: recommendedSampling(header),
    parts: header.parts.length,
  };
}

function shapeFacts(header: ModelHeader) {
  const architecture = textOf(header, 'general.architecture') ?? '';
  const numbers = (key: string) => numbersOf(header, `${architecture}.${key}`).filter(Number.isSafeInteger);
  const count = (key: string): number | null => {
    const counts = numbers(key).filter((value) => value > 0);
    return counts.length === 0 ? null : Math.max(...counts);
  };
  const contextLength = count('context_length');
  const embeddingLength = count('embedding_length');
  const heads = count('attention.head_count');
  const kvHeads = numbers('attention.head_count_kv');
  const headLength = embeddingLength !== null && heads !== null ? Math.floor(embeddingLength / heads) : null;
  return {
    // Some files write the largest number there is for "unknown".
    contextLength: contextLength !== null && contextLength < 2 ** 31 ? contextLength : null,
    embeddingLength,
    layers: count('block_count'),
    heads,
    kvHeads: count('attention.head_count_kv') ?? heads,
    kvHeadsByLayer: new Set(kvHeads).size > 1 ? kvHeads : null,
    keyLength: count('attention.key_length') ?? headLength,
    valueLength: count('attention.value_length') ?? headLength,
    experts: count('expert_count') ?? 0,
    expertsUsed: count('expert_used_count') ?? 0,
    slidingWindow: count('attention.sliding_window'),
  };
}

function vocabularySize(header: ModelHeader): number | null {
  const tokens = header.metadata.get('tokenizer.ggml.tokens');
  if (isArray(tokens)) return tokens.length;
  return numberOf(header, `${textOf(header, 'general.architecture')}.vocab_size`);
}

/** The engine tells these only after a while, and in other words. */
function checkVocabulary(header: ModelHeader, refuse: Refuse): void {
  const tokenizer = textOf(header, 'tokenizer.ggml.model');
  if (tokenizer === 'none' || tokenizer === 'no_vocab') return;
  const tokens = header.metadata.get('tokenizer.ggml.tokens');
  if (tokenizer !== null && isArray(tokens) && tokens.length > 0) return;
  throw refuse('no-vocabulary', 'has no vocabulary, so it can neither read nor write. Download a whole model.');
}

const samplingKeys = {
  temperature: 'temp',
  topK: 'top_k',
  topP: 'top_p',
  minP: 'min_p',
  xtcProbability: 'xtc_probability',
  xtcThreshold: 'xtc_threshold',
  repeatPenalty: 'penalty_repeat',
  penaltyLastTokens: 'penalty_last_n',
} as const satisfies Record<keyof RecommendedSampling, string>;

function recommendedSampling(header: ModelHeader): RecommendedSampling {
  const named = Object.entries(samplingKeys).flatMap(([name, key]) => {
    const value = numberOf(header, `general.sampling.${key}`);
    const isWhole = name === 'topK' || name === 'penaltyLastTokens';
    return value === null || (isWhole && !Number.isSafeInteger(value)) ? [] : [[name, rounded(value)]];
  });
  return Object.fromEntries(named);
}

/** 0.6 is stored as 0.6000000238418579. */
const rounded = (value: number): number => Number(value.toPrecision(6));

const short = (text: string | null): string | null => text?.slice(0, 1000) ?? null;

const sum = ({ tensors }: ModelHeader, what: 'elements' | 'bytes'): number =>
  tensors.reduce((total, tensor) => total + tensor[what], 0);
