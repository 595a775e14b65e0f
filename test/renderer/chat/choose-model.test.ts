import { describe, expect, it } from 'vitest';
import { chooseTarget, firstChatModel, lastTarget } from '../../../renderer/features/chat/choose-target.ts';
import { modelGroups } from '../../../renderer/features/chat/model-choices.ts';
import type { Message } from '../../../shared/model/conversation.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import type { Model, Provider } from '../../../shared/model/provider.ts';
import { plainProvider } from '../../helpers/plain-provider.ts';

const one = 'p1' as ProviderId;
const two = 'p2' as ProviderId;
const model = (id: string, providerId = one): Model => ({ providerId, id, name: id, ownedBy: null });
const provider = (id: ProviderId, isEnabled = true): Provider =>
  plainProvider({ id, name: id === one ? 'Home server' : 'Cloud', isEnabled });

describe('the model that answers next', () => {
  const models = [model('text-embedding-3'), model('chat-large')];
  const lastHere = lastTarget([
    { target: { providerId: one, modelId: 'used-here' }, seams: [] as Message['seams'] },
    { target: null, seams: [] as Message['seams'] },
  ] as Message[]);
  const remembered = { providerId: one, modelId: 'last-anywhere' };
  const isUsable = () => true;

  it('is one made for chat, where nothing was chosen yet', () => {
    expect(firstChatModel(models)?.modelId).toBe('chat-large');
    expect(firstChatModel([])).toBeNull();
  });

  it('is the picked one, else that of the conversation, else the last one anywhere', () => {
    const picked = { providerId: one, modelId: 'picked' };
    const hints = { picked, lastHere, remembered, models, local: [], isUsable };
    expect(chooseTarget(hints)).toBe(picked);
    expect(chooseTarget({ ...hints, picked: null })?.modelId).toBe('used-here');
    expect(chooseTarget({ ...hints, picked: null, lastHere: null })).toBe(remembered);
  });

  it('is none of a provider that was deleted or switched off', () => {
    const hints = { picked: null, lastHere, remembered, models: [model('other', two)], local: [] };
    expect(chooseTarget({ ...hints, isUsable: ({ providerId }) => providerId === two })?.modelId).toBe('other');
  });
});

describe('the picker', () => {
  const models = [model('alpha'), model('beta'), model('alpha', two)];
  const providers = [provider(one), provider(two)];

  it('finds by words of model and provider, in any order', () => {
    const { groups } = modelGroups({
      local: [],
      localName: 'Here',
      models,
      providers,
      query: 'alpha cloud',
      limit: 10,
    });
    expect(groups.map(({ id, items }) => [id, items.map(({ modelId }) => modelId)])).toEqual([[two, ['alpha']]]);
  });

  it('offers a name nobody lists at each provider, since many servers answer to more than they list', () => {
    const { groups } = modelGroups({ local: [], localName: 'Here', models, providers, query: 'gamma-7b', limit: 10 });
    expect(groups.flatMap(({ items }) => items)).toEqual([
      { providerId: one, modelId: 'gamma-7b', label: 'gamma-7b', isTyped: true },
      { providerId: two, modelId: 'gamma-7b', label: 'gamma-7b', isTyped: true },
    ]);
  });

  it('draws only so many and says how many it left out', () => {
    const { groups, hidden } = modelGroups({ local: [], localName: 'Here', models, providers, query: '', limit: 2 });
    expect(groups.flatMap(({ items }) => items)).toHaveLength(2);
    expect(hidden).toBe(1);
  });

  it('leaves out providers that are switched off', () => {
    const off = [provider(one, false), provider(two)];
    expect(
      modelGroups({ local: [], localName: 'Here', models, providers: off, query: '', limit: 10 }).groups,
    ).toHaveLength(1);
  });
});
