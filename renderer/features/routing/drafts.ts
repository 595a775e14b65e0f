import { create } from 'zustand';
import type { AliasId, RuleId } from '../../../shared/model/ids.ts';
import type { AliasDraft } from './alias-draft.ts';
import type { RuleDraft } from './rule-draft.ts';

/** Kept until they are saved or taken back, wherever the person goes meanwhile. */
interface RoutingDrafts {
  aliases: Readonly<Partial<Record<AliasId | 'new', AliasDraft>>>;
  rules: Readonly<Partial<Record<RuleId | 'new', RuleDraft>>>;
  setAlias(id: AliasId | 'new', draft: AliasDraft | undefined): void;
  setRule(id: RuleId | 'new', draft: RuleDraft | undefined): void;
}

export const useDrafts = create<RoutingDrafts>((set) => ({
  aliases: {},
  rules: {},
  setAlias: (id, draft) => set(({ aliases }) => ({ aliases: { ...aliases, [id]: draft } })),
  setRule: (id, draft) => set(({ rules }) => ({ rules: { ...rules, [id]: draft } })),
}));
