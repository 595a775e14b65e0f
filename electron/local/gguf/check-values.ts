import { type GgufHeader, type GgufValue, isArray, numbersOf } from './header.ts';
import type { Refuse } from './invalid-file.ts';
import { headerLimits } from './limits.ts';

interface Checked {
  metadata: GgufHeader['metadata'];
  refuse: Refuse;
}

/** Refuses numbers that cannot be a model's. On most of what is refused here the engine would end its process. */
export function checkValues({ metadata, refuse }: Checked): void {
  checkTokenizer({ metadata, refuse });
  const architecture = metadata.get('general.architecture');
  if (architecture === undefined) return;
  if (typeof architecture !== 'string' || !/^[\w.-]{1,64}$/.test(architecture)) {
    throw refuse('bad-value', 'has no readable architecture: it is damaged. Download it again.');
  }
  const wrong = wrongValue({
    architecture,
    value: (key) => metadata.get(`${architecture}.${key}`),
    largest: (key) => Math.max(0, ...numbersOf({ metadata }, `${architecture}.${key}`)),
  });
  if (wrong === undefined) return;
  const value = metadata.get(`${architecture}.${wrong}`) ?? 'missing';
  const shown = isArray(value) ? 'a list' : String(value).slice(0, 40);
  throw refuse('bad-value', `has an impossible ${architecture}.${wrong} (${shown}): it is damaged. Download it again.`);
}

interface Values {
  architecture: string;
  value: (key: string) => GgufValue | undefined;
  largest: (key: string) => number;
}

const most = 2 ** 24;
const bounds: Readonly<Record<string, readonly [least: number, most: number]>> = {
  block_count: [1, headerLimits.layers],
  embedding_length: [1, most],
  vocab_size: [1, most],
};
/** Counts that may differ between layers. A layer without attention has none; a model without any has recurrent parts. */
const layerCounts = [
  'feed_forward_length',
  'attention.head_count',
  'attention.head_count_kv',
  'attention.key_length',
  'attention.value_length',
] as const;
const recurrentKeys = ['ssm.state_size', 'ssm.inner_size', 'wkv.head_size'] as const;
const epsilons = ['attention.layer_norm_rms_epsilon', 'attention.layer_norm_epsilon'] as const;

/** The first key whose value cannot be. */
function wrongValue({ architecture, value, largest }: Values): string | undefined {
  const isThere = (key: string) => value(key) !== undefined;
  const isRecurrent = recurrentKeys.some(isThere) || /^(?:mamba|a?rwkv)/.test(architecture);
  const mayBeZero = (key: string) => isRecurrent || (key === 'feed_forward_length' && largest('expert_count') > 0);
  return (
    Object.entries(bounds).find(([key, range]) => isThere(key) && !isCount(value(key), ...range))?.[0] ??
    layerCounts.find((key) => isThere(key) && !areLayerCounts(value(key), mayBeZero(key))) ??
    epsilons.find((key) => isThere(key) && !isEpsilon(value(key))) ??
    wrongExperts(largest)
  );
}

function wrongExperts(largest: Values['largest']): string | undefined {
  const [count, used] = [largest('expert_count'), largest('expert_used_count')];
  const [groups, usedGroups] = [largest('expert_group_count'), largest('expert_group_used_count')];
  if (!isCount(count, 0, headerLimits.experts)) return 'expert_count';
  if (count === 0 ? used > 0 : !isCount(used, 1, count)) return 'expert_used_count';
  if (count === 0 ? groups > 0 : groups > 1 && count % groups !== 0) return 'expert_group_count';
  if (groups > 1 && !isCount(usedGroups, 1, groups - 1)) return 'expert_group_used_count';
  return undefined;
}

function areLayerCounts(value: GgufValue | undefined, mayBeZero: boolean): boolean {
  if (!isArray(value)) return isCount(value, mayBeZero ? 0 : 1, most);
  const counts = value.values ?? [];
  if (value.length > headerLimits.layers || !counts.every((count) => isCount(count, 0, most))) return false;
  return mayBeZero || counts.some((count) => count !== 0);
}

const isCount = (value: GgufValue | undefined, least: number, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

const isEpsilon = (value: GgufValue | undefined): boolean =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

function checkTokenizer({ metadata, refuse }: Checked): void {
  if (isArray(metadata.get('tokenizer.chat_template'))) {
    throw refuse('too-large', 'has a chat template of over 1 MiB, which is none. Download it again.');
  }
  const tokens = metadata.get('tokenizer.ggml.tokens');
  if (tokens !== undefined && !isArray(tokens)) {
    throw refuse('bad-value', 'has no readable vocabulary: it is damaged. Download it again.');
  }
}
