import { AppError } from '../../shared/errors/app-error.ts';
import type { Alias, AliasChoices } from '../../shared/model/alias.ts';
import type { AliasId, RuleId } from '../../shared/model/ids.ts';
import { readParameters } from '../../shared/model/read-parameters.ts';
import type { Condition } from '../../shared/model/routing.ts';
import type { Rule, RuleChoices } from '../../shared/model/rule.ts';
import { newId } from '../lib/id.ts';
import { patternProblem } from '../routing/patterns.ts';
import type { Store } from '../store/open-store.ts';

export interface RoutingConfigOptions {
  store: Pick<Store, 'aliases' | 'rules'>;
  onChange(): void;
  /** UTC ms. Default: the clock. */
  now?: () => number;
}

export type RoutingConfig = ReturnType<typeof createRoutingConfig>;

/** Aliases and rules, as they are kept. */
export function createRoutingConfig({ store, onChange, now = Date.now }: RoutingConfigOptions) {
  const aliasOf = (id: AliasId): Alias => {
    const found = store.aliases.get(id);
    if (found) return found;
    throw new AppError('NOT_FOUND', `There is no alias ${id}. It may have been deleted in another window.`);
  };
  const ruleOf = (id: RuleId): Rule => {
    const found = store.rules.get(id);
    if (found) return found;
    throw new AppError('NOT_FOUND', `There is no rule ${id}. It may have been deleted in another window.`);
  };
  const checkName = (name: string, own: AliasId | null): void => {
    const holder = store.aliases.idOfName(name);
    if (holder === undefined || holder === own) return;
    throw new AppError('CONFLICT', `There is an alias ${name} already. Choose another name.`, {
      details: { param: 'name', reason: 'taken' },
    });
  };

  return {
    aliases: (): readonly Alias[] => store.aliases.list(),
    rules: (): readonly Rule[] => store.rules.list(),

    createAlias(choices: AliasChoices): Alias {
      checkName(choices.name, null);
      const id = newId<AliasId>();
      store.aliases.insert({ ...choices, id, createdAt: now() });
      onChange();
      return aliasOf(id);
    },

    updateAlias(id: AliasId, change: Partial<AliasChoices>): Alias {
      const { id: _, ...before } = aliasOf(id);
      if (change.name !== undefined) checkName(change.name, id);
      store.aliases.update(id, { ...before, ...change });
      onChange();
      return aliasOf(id);
    },

    deleteAlias(id: AliasId): void {
      aliasOf(id);
      store.aliases.delete(id);
      onChange();
    },

    createRule(choices: RuleChoices): Rule {
      checkRule(choices);
      const id = newId<RuleId>();
      store.rules.insert({ ...choices, id, createdAt: now() });
      onChange();
      return ruleOf(id);
    },

    updateRule(id: RuleId, change: Partial<RuleChoices>): Rule {
      const { id: _, ...before } = ruleOf(id);
      const choices = { ...before, ...change };
      checkRule(choices);
      store.rules.update(id, choices);
      onChange();
      return ruleOf(id);
    },

    orderRules(ids: readonly RuleId[]): readonly Rule[] {
      for (const id of ids) ruleOf(id);
      store.rules.order(ids);
      onChange();
      return store.rules.list();
    },

    deleteRule(id: RuleId): void {
      // Also one that cannot be read any more: this is the way to be rid of it.
      if (!store.rules.delete(id)) ruleOf(id);
      onChange();
    },
  };
}

/** What cannot be done later must not be kept: a rule that fails sends its requests nowhere. */
function checkRule({ when, actions }: RuleChoices): void {
  for (const pattern of when ? patternsIn(when) : []) {
    const problem = patternProblem(pattern);
    if (problem) throw problem;
  }
  for (const action of actions) if ('parameters' in action) readParameters(action.parameters);
}

function patternsIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(patternsIn);
  if ('any' in condition) return condition.any.flatMap(patternsIn);
  if ('not' in condition) return patternsIn(condition.not);
  return 'text' in condition ? [condition.text] : [];
}
