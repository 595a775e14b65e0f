// Catches: a model that is not found by the name people call it, a list out of order, a state in the wrong words, and a chat
// that starts with a model that cannot chat.
import { describe, expect, it, test } from 'vitest';
import { waitWords } from '../../../../renderer/features/chat/AnswerWait.tsx';
import { firstLocalModel } from '../../../../renderer/features/chat/choose-target.ts';
import { modelGroups } from '../../../../renderer/features/chat/model-choices.ts';
import { isWholePath } from '../../../../renderer/features/models/FolderDialog.tsx';
import { inFolder } from '../../../../renderer/features/models/FoldersSection.tsx';
import { parameterCount, standingOf, stateWords } from '../../../../renderer/features/models/model-state.ts';
import { filterModels, sortModels } from '../../../../renderer/features/models/sort-models.ts';
import { createFormat } from '../../../../renderer/lib/format.ts';
import { catalogueFor } from '../../../../shared/i18n/index.ts';
import type { LocalModel } from '../../../../shared/model/local-model.ts';
import { localProviderId } from '../../../../shared/model/local-provider.ts';
import { plainProvider } from '../../../helpers/plain-provider.ts';
import { aModel, someFacts } from './a-model.ts';

const en = { t: catalogueFor('en'), format: createFormat('en') };
const failure = { code: 'MODEL_LOAD_FAILED', message: 'no', retryable: false } as const;
const names = (models: readonly LocalModel[]): string[] => models.map(({ name }) => name);

describe('the filter', () => {
  const models = [
    aModel('qwen3-coder-30b-a3b-q4_k_m', { displayName: 'Qwen3 Coder 30B A3B' }),
    aModel('gemma', { facts: null }),
  ];
  test.each(['qwen3-coder-30b', 'coder qwen3', 'QWEN3_Coder', 'q4_k_m', '30b q4'])('%j finds it', (query) => {
    expect(names(filterModels(models, query))).toEqual(['qwen3-coder-30b-a3b-q4_k_m']);
  });
  it('keeps all when it is empty', () => expect(filterModels(models, ' ')).toHaveLength(2));
});

describe('the order', () => {
  const models = [
    aModel('b-10', { size: 1, modifiedAt: 3 }),
    aModel('b-9', { size: 3, modifiedAt: 1, state: 'loading' }),
    aModel('a', { size: 2, modifiedAt: 2 }),
  ];
  test.each([
    ['name', ['a', 'b-9', 'b-10']],
    ['size', ['b-9', 'a', 'b-10']],
    ['newest', ['b-10', 'a', 'b-9']],
    ['loaded', ['b-9', 'a', 'b-10']],
  ] as const)('by %s', (order, expected) => {
    expect(names(sortModels(models, order))).toEqual(expected);
  });
});

test.each([
  [{}, 'on-disk', 'On disk'],
  [{ isArriving: true, failure }, 'arriving', 'Still being copied'],
  [{ failure }, 'failed', 'Failed'],
  [{ state: 'waiting' }, 'waiting', 'Waiting for memory'],
  [{ state: 'loading', progress: 0.43 }, 'loading', 'Loading 43%'],
  [{ state: 'loaded' }, 'loaded', 'Loaded'],
  [{ state: 'loaded', running: 2, queued: 1 }, 'busy', 'Answering 2, 1 request waits'],
] as const)('%j is %s', (parts, standing, words) => {
  const model = aModel('one', parts);
  expect(standingOf(model)).toBe(standing);
  expect(stateWords(model, en)).toBe(words);
});

test.each([
  [30_500_000_000, '30.5B'],
  [494_032_768, '494M'],
  [12_300, '12K'],
  [7, '7'],
])('%d parameters are written %s', (count, words) => expect(parameterCount(count, en)).toBe(words));

describe('in the chat', () => {
  const chat = aModel('chat', { modifiedAt: 1 });
  const newer = aModel('newer', { modifiedAt: 2 });
  const broken = aModel('broken', { modifiedAt: 3, failure });
  const embedding = aModel('vectors', { modifiedAt: 4, facts: { ...someFacts, kind: 'embedding' } });
  const unread = aModel('unread', { facts: null });

  it('begins with a loaded model, else with the newest that works', () => {
    expect(firstLocalModel([chat, newer, broken, embedding])?.modelId).toBe('newer');
    expect(firstLocalModel([{ ...chat, state: 'loaded' }, newer])?.modelId).toBe('chat');
    expect(firstLocalModel([embedding, unread])).toBeNull();
  });

  it('lists what can be talked to before the providers, as a target of this computer', () => {
    const { groups } = modelGroups({
      local: [embedding, chat, unread],
      localName: 'On this computer',
      models: [{ providerId: 'p1' as never, id: 'cloud', name: 'cloud', ownedBy: null }],
      providers: [plainProvider({ id: 'p1' as never, name: 'Cloud' })],
      query: '',
      limit: 10,
    });
    expect(groups.map(({ name }) => name)).toEqual(['On this computer', 'Cloud']);
    expect(groups[0]?.items).toMatchObject([{ providerId: localProviderId, modelId: 'chat' }]);
  });

  it('says what an answer waits for', () => {
    expect(waitWords(aModel('one', { state: 'loading', progress: 0.431 }), en)).toBe('Loading one 43%');
    expect(waitWords(aModel('one', { state: 'waiting' }), en)).toContain('one waits');
    expect(waitWords(aModel('one', { state: 'loaded', running: 1 }), en)).toBeNull();
  });
});

test('paths are written as the system does', () => {
  expect(inFolder('C:\\Users\\me\\Switchyard', 'models')).toBe('C:\\Users\\me\\Switchyard\\models');
  expect(inFolder('/home/me', 'models')).toBe('/home/me/models');
  expect(['/data', 'D:\\m', '\\\\server\\share'].every(isWholePath)).toBe(true);
  expect(['models', '~/models', ''].some(isWholePath)).toBe(false);
});
