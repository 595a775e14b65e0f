import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../shared/contract/client.ts';
import type { AppContract, Input } from '../../../shared/contract/contract.ts';
import { type AppError, toAppError } from '../../../shared/errors/app-error.ts';
import type { Alias } from '../../../shared/model/alias.ts';
import type { AliasId, RuleId } from '../../../shared/model/ids.ts';
import type { RoutingProblem } from '../../../shared/model/route.ts';
import type { Rule } from '../../../shared/model/rule.ts';
import { coalesce } from '../../lib/coalesce.ts';

export interface RoutingState {
  /** Null until they were read once. */
  aliases: readonly Alias[] | null;
  /** In the order in which they are asked. */
  rules: readonly Rule[] | null;
  problems: readonly RoutingProblem[];
  error: AppError | null;
  /** Grows whenever something may go another way than before. */
  version: number;
  refresh(): Promise<void>;
  createAlias(choices: Input<'aliases.create'>): Promise<Alias>;
  updateAlias(change: Input<'aliases.update'>): Promise<void>;
  deleteAlias(aliasId: AliasId): Promise<void>;
  createRule(choices: Input<'rules.create'>): Promise<Rule>;
  updateRule(change: Input<'rules.update'>): Promise<void>;
  deleteRule(ruleId: RuleId): Promise<void>;
  /** Shown at once; taken back when the host refuses it. */
  orderRules(ruleIds: readonly RuleId[]): Promise<void>;
}

export function createRoutingStore(client: Client<AppContract>): StoreApi<RoutingState> {
  const refresh = coalesce(async () => {
    try {
      const [aliases, rules, problems] = await Promise.all([
        client.call('aliases.list', {}),
        client.call('rules.list', {}),
        client.call('routing.problems', {}),
      ]);
      store.setState(({ version }) => ({ aliases, rules, problems, error: null, version: version + 1 }));
    } catch (thrown) {
      store.setState({ error: toAppError(thrown) });
    }
  });

  const store = createStore<RoutingState>(() => ({
    aliases: null,
    rules: null,
    problems: [],
    error: null,
    version: 0,
    refresh,

    async createAlias(choices) {
      const alias = await client.call('aliases.create', choices);
      await refresh();
      return alias;
    },
    async updateAlias(change) {
      await client.call('aliases.update', change);
      await refresh();
    },
    async deleteAlias(aliasId) {
      await client.call('aliases.delete', { aliasId });
      await refresh();
    },
    async createRule(choices) {
      const rule = await client.call('rules.create', choices);
      await refresh();
      return rule;
    },
    async updateRule(change) {
      await client.call('rules.update', change);
      await refresh();
    },
    async deleteRule(ruleId) {
      await client.call('rules.delete', { ruleId });
      await refresh();
    },
    async orderRules(ruleIds) {
      store.setState(({ rules }) => ({
        rules: rules?.toSorted((a, b) => ruleIds.indexOf(a.id) - ruleIds.indexOf(b.id)) ?? null,
      }));
      try {
        await client.call('rules.order', { ruleIds: [...ruleIds] });
      } finally {
        await refresh();
      }
    },
  }));

  // Nothing of it is shown before the room was entered.
  const refreshShown = (): void => {
    if (store.getState().aliases !== null) void refresh();
  };
  client.on('routing.changed', refreshShown);
  // What is gone or switched off there may be a problem here.
  client.on('providers.changed', refreshShown);
  client.on('local-models.changed', refreshShown);
  return store;
}

export const problemsOfAlias = (problems: readonly RoutingProblem[], id: AliasId): RoutingProblem[] =>
  problems.filter(({ in: where }) => 'alias' in where && where.alias === id);

export const problemsOfRule = (problems: readonly RoutingProblem[], id: RuleId): RoutingProblem[] =>
  problems.filter(({ in: where }) => 'rule' in where && where.rule === id);

/** Whoever has it cannot be asked at all. */
export const isFatal = ({ problem }: RoutingProblem): boolean => problem !== 'never-asked';
