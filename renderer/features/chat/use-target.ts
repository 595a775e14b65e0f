import { useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ConversationId } from '../../../shared/model/ids.ts';
import type { LocalModel } from '../../../shared/model/local-model.ts';
import { localProviderId } from '../../../shared/model/local-provider.ts';
import type { AskedTarget, Target } from '../../../shared/model/provider.ts';
import { useSettings } from '../../app/settings-store.ts';
import { useModels } from '../models/store.ts';
import { useProviders } from '../providers/store.ts';
import { useRouting } from '../routing/store.ts';
import { chooseAsked, chooseTarget, lastName, lastTarget } from './choose-target.ts';
import type { DraftPlace } from './drafts.ts';
import { isHere } from './here-only.ts';
import { isNameUsable } from './route-choices.ts';
import { useChat } from './store.ts';
import { useLocalOnly } from './use-local-only.ts';

/** What was picked in this window, by conversation. */
const picks = createStore<Partial<Record<DraftPlace, AskedTarget>>>(() => ({}));

const none: readonly LocalModel[] = [];

interface PickedTarget {
  target: AskedTarget | null;
  setTarget: (target: AskedTarget) => void;
}

/** Which model or name is asked next at a place, and the way to pick another one. */
export function useTarget(place: DraftPlace): PickedTarget {
  const picked = useStore(picks, (all) => all[place] ?? null);
  const lastHere = useChat(({ open }) => lastTarget(place === 'new' ? [] : (open[place]?.messages ?? [])));
  const nameHere = useChat(({ open }) => lastName(place === 'new' ? [] : (open[place]?.messages ?? [])));
  const aliases = useRouting((state) => state.aliases);
  const remembered = useSettings()?.defaultTarget ?? null;
  const models = useProviders((state) => state.models);
  const providers = useProviders((state) => state.providers);
  const local = useModels((state) => state.models) ?? none;
  const { isLocalOnly } = useLocalOnly(place);
  const setTarget = useCallback((target: AskedTarget) => picks.setState({ [place]: target }), [place]);
  const target = useMemo(() => {
    const isUsable = ({ providerId, modelId }: Target): boolean =>
      providerId === localProviderId
        ? local.some(({ name }) => name === modelId)
        : !isLocalOnly && (providers?.some(({ id, isEnabled }) => isEnabled && id === providerId) ?? false);
    const mayAnswer = (asked: AskedTarget): boolean => !isLocalOnly || isHere(asked, aliases);
    return chooseAsked({
      // What was picked before the switch stays picked, for when it is set back.
      picked: picked && mayAnswer(picked) ? picked : null,
      lastName: nameHere,
      isNameUsable: (name) => isNameUsable(name, aliases) && mayAnswer({ name }),
      chooseModel: (pickedModel) =>
        chooseTarget({ picked: pickedModel, lastHere, remembered, models: isLocalOnly ? [] : models, local, isUsable }),
    });
  }, [picked, nameHere, aliases, lastHere, remembered, models, providers, local, isLocalOnly]);
  return { target, setTarget };
}

/** A new chat got its id: the next new chat begins with what was used last, as any other does. */
export const movePick = (id: ConversationId): void =>
  picks.setState(({ new: picked, ...others }) => (picked ? { ...others, [id]: picked } : others), true);

/** The model a new conversation starts with, once: a provider that was just added. */
export const pickForNew = (target: Target): void => picks.setState({ new: target });
