import { useCallback } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Message } from '../../../shared/model/conversation.ts';
import type { Target } from '../../../shared/model/provider.ts';
import { useSettings } from '../../app/settings-store.ts';
import { useProviders } from '../providers/store.ts';
import { chooseTarget } from './choose-target.ts';
import type { DraftPlace } from './drafts.ts';

/** What was picked in this window, by conversation. */
const picks = createStore<Partial<Record<DraftPlace, Target>>>(() => ({}));

export function useTarget(
  place: DraftPlace,
  messages: readonly Message[],
): { target: Target | null; setTarget: (target: Target) => void } {
  const picked = useStore(picks, (all) => all[place] ?? null);
  const remembered = useSettings()?.defaultTarget ?? null;
  const models = useProviders((state) => state.models);
  const providers = useProviders((state) => state.providers);
  const setTarget = useCallback((target: Target) => picks.setState({ [place]: target }), [place]);
  const isUsable = ({ providerId }: Target): boolean =>
    providers?.some(({ id, isEnabled }) => isEnabled && id === providerId) ?? false;
  return { target: chooseTarget({ picked, messages, remembered, models, isUsable }), setTarget };
}

/** The model a new conversation starts with, once: a provider that was just added. */
export const pickForNew = (target: Target): void => picks.setState({ new: target });
