import type { Alias } from '../../../shared/model/alias.ts';
import type { AliasId, RuleId } from '../../../shared/model/ids.ts';
import type { Rule } from '../../../shared/model/rule.ts';
import type { I18n } from '../../lib/i18n.ts';
import { type AliasDraft, aliasChoicesOf, aliasDraftOf, aliasErrors, nameError } from './alias-draft.ts';
import { type RuleDraft, ruleChoicesOf, ruleDraftOf, ruleErrors } from './rule-draft.ts';

/** `unfinished`: what is typed cannot be tried, so what is stored is, if anything is. */
export type TriedAs = 'stored' | 'edited' | 'new' | 'unfinished';

export interface TriedRule {
  id: RuleId | 'new';
  as: TriedAs;
  /** Null: a new one that is not finished. */
  rule: Rule | null;
  /** Whether a person wants another than what is stored. */
  isSwitched: boolean;
}

export interface TriedAlias {
  id: AliasId | 'new';
  as: TriedAs;
  alias: Alias | null;
}

export interface EditedRouting {
  rules: readonly Rule[];
  aliases: readonly Alias[];
  drafts: {
    rules: Readonly<Partial<Record<RuleId | 'new', RuleDraft>>>;
    aliases: Readonly<Partial<Record<AliasId | 'new', AliasDraft>>>;
  };
  switches: Readonly<Partial<Record<RuleId | 'new', boolean>>>;
}

type Words = Pick<I18n, 't' | 'format'>;

/** What has no id yet is known by this one while it is tried. */
const placeholder = '00000000-0000-7000-8000-000000000000';

const isOther = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
const isGood = (errors: object): boolean => Object.keys(errors).length === 0;

/** Rules in their order, with what is typed of them and what is switched. A new one comes last. */
export function triedRules({ rules, drafts, switches }: EditedRouting, { t }: Words): TriedRule[] {
  const tried = rules.map((stored): TriedRule => {
    const { id } = stored;
    const draft = drafts.rules[id];
    const isEdited = draft !== undefined && isOther(draft, ruleDraftOf(stored));
    const canBeTried = isEdited && isGood(ruleErrors(draft, t));
    const isEnabled = switches[id] ?? stored.isEnabled;
    return {
      id,
      as: !isEdited ? 'stored' : canBeTried ? 'edited' : 'unfinished',
      rule: { ...stored, ...(canBeTried && ruleChoicesOf(draft)), isEnabled },
      isSwitched: isEnabled !== stored.isEnabled,
    };
  });
  const draft = drafts.rules.new;
  if (!draft) return tried;
  if (!isGood(ruleErrors(draft, t))) return [...tried, { id: 'new', as: 'unfinished', rule: null, isSwitched: false }];
  const isEnabled = switches.new ?? true;
  const rule = { ...ruleChoicesOf(draft), id: placeholder as RuleId, isEnabled };
  return [...tried, { id: 'new', as: 'new', rule, isSwitched: !isEnabled }];
}

export function triedAliases({ aliases, drafts }: EditedRouting, words: Words): TriedAlias[] {
  const canBeTried = (draft: AliasDraft, own: AliasId | 'new'): boolean =>
    isGood(aliasErrors(draft, words)) && nameError(draft.name, aliases, { own, t: words.t }) === undefined;
  const tried = aliases.map((stored): TriedAlias => {
    const { id } = stored;
    const draft = drafts.aliases[id];
    if (draft === undefined || !isOther(draft, aliasDraftOf(stored))) return { id, as: 'stored', alias: stored };
    if (!canBeTried(draft, id)) return { id, as: 'unfinished', alias: stored };
    return { id, as: 'edited', alias: { ...stored, ...aliasChoicesOf(draft) } };
  });
  const draft = drafts.aliases.new;
  if (!draft) return tried;
  if (!canBeTried(draft, 'new')) return [...tried, { id: 'new', as: 'unfinished', alias: null }];
  const alias = { ...aliasChoicesOf(draft), id: placeholder as AliasId, isEnabled: true };
  return [...tried, { id: 'new', as: 'new', alias }];
}
