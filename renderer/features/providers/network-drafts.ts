import { create } from 'zustand';
import type { ProviderId } from '../../../shared/model/ids.ts';
import type { NetworkDraft } from './network-form.ts';

interface NetworkDrafts {
  /** Kept until they are saved or taken back, wherever the person goes meanwhile. */
  drafts: Readonly<Partial<Record<ProviderId, NetworkDraft>>>;
  setDraft(providerId: ProviderId, draft: NetworkDraft | undefined): void;
}

export const useNetworkDrafts = create<NetworkDrafts>((set) => ({
  drafts: {},
  setDraft: (providerId, draft) => set(({ drafts }) => ({ drafts: { ...drafts, [providerId]: draft } })),
}));
