import { type Alias, autoName } from '../../shared/model/alias.ts';
import type { Target } from '../../shared/model/provider.ts';
import type { Strategy, TaskType } from '../../shared/model/routing.ts';
import type { Rule } from '../../shared/model/rule.ts';
import { usualFallbacks } from '../../shared/model/usual-fallbacks.ts';
import { ratesAt } from '../providers/catalogue/rates-at.ts';
import type { RequestFacts } from '../routing/conditions.ts';
import type { Wanted } from '../routing/eligible.ts';
import type { Facts } from '../routing/facts.ts';
import { type KnownTarget, type PlanInput, plan } from '../routing/plan.ts';
import { closeNames, type Destination, resolve } from '../routing/resolve.ts';
import { applyRules } from '../routing/rules.ts';
import { noRuling, type Ruling } from '../routing/ruling.ts';
import { guessTask } from '../routing/task-type.ts';
import { costOfUsage } from '../routing/usage-cost.ts';
import { gatherFacts } from './gather-facts.ts';
import type { Gauges } from './gauges.ts';
import { aliasGone, nobodyLeft, refused, unknownName } from './plan-errors.ts';
import type { Planned, Planner } from './planned.ts';
import { toRecordedFacts } from './recorded-request.ts';
import type { Question } from './request.ts';
import type { Targets } from './targets.ts';
import { createTurns } from './turns.ts';

export interface PlannerOptions {
  aliases(): readonly Alias[];
  rules(): readonly Rule[];
  targets: Targets;
  gauges: Gauges;
  /** UTC ms. */
  now(): number;
  /** As in "Europe/Berlin". Default: this computer's. */
  timeZone?: string;
}

export interface Deciding {
  question: Question;
  facts: RequestFacts & Partial<Pick<Facts, 'known'>>;
  rules: readonly Rule[];
  aliases: readonly Alias[];
  /** Leaves everything as it was: the next request is planned as if this one had not been. */
  isDry: boolean;
  /** What is about to be drawn by lot. Default: what the next request draws. */
  turn?: PlanInput['turn'];
}

export interface RoutePlanner extends Planner {
  facts(question: Question, rules: readonly Rule[]): ReturnType<typeof gatherFacts>;
  decide(deciding: Deciding): Promise<Planned>;
  timeZone: string;
}

export function createPlanner(options: PlannerOptions): RoutePlanner {
  const { targets, gauges, now } = options;
  const { timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone } = options;
  const turns = createTurns();

  const facts = (question: Question, rules: readonly Rule[]) =>
    gatherFacts(question, { at: now(), timeZone, hasRules: rules.length > 0, localWait: gauges.localWait });

  async function find(name: string, aliases: readonly Alias[]): Promise<Destination> {
    const names = { aliases, providers: targets.providers(), models: await targets.named() };
    const found = resolve(name, names);
    if (found) return found;
    throw unknownName(name, closeNames(name, names));
  }

  async function destinationOf({ question: { wish }, aliases }: Deciding, ruling: Ruling): Promise<Destination> {
    const { destination } = ruling;
    if (!destination) return 'name' in wish ? find(wish.name, aliases) : { targets: [wish.target] };
    if ('target' in destination) return { targets: [destination.target] };
    const alias = aliases.find(({ id }) => id === destination.alias);
    if (alias) return { alias };
    throw aliasGone(ruling);
  }

  async function membersOf(destination: Destination) {
    if ('alias' in destination) {
      const { targets: members } = destination.alias;
      return Promise.all(
        members.map(async ({ target, isEnabled, priority, weight }) => {
          const known = await targets.of(target);
          return { ...known, priority, weight, isOut: isEnabled ? known.isOut : ('switched-off' as const) };
        }),
      );
    }
    const given = 'auto' in destination ? await targets.talking() : destination.targets;
    return Promise.all(given.map(targets.of));
  }

  async function nameOf(wish: Question['wish']): Promise<string> {
    if ('name' in wish) return wish.name;
    const { providerName } = await targets.of(wish.target);
    return providerName === '' ? wish.target.modelId : `${providerName}/${wish.target.modelId}`;
  }

  async function decide(deciding: Deciding): Promise<Planned> {
    const { question, facts: known, rules, isDry } = deciding;
    const { content, requirements = {}, conversation = null } = question;
    const ruling = rules.length > 0 ? applyRules(rules, known) : noRuling(known.tags);
    if (ruling.refusal !== null) throw refused(ruling);
    const destination = await destinationOf(deciding, ruling);
    const alias = 'alias' in destination ? destination.alias : null;
    const strategy: Strategy = ruling.strategy ?? alias?.strategy ?? ('auto' in destination ? 'auto' : 'priority');
    const members = await membersOf(destination);
    const isAlone = 'targets' in destination && members.length === 1;
    const task = taskFor(strategy, question, known);
    const maxOutputTokens = longestAnswer(ruling, content.maxOutputTokens);
    const sizes = {
      inputTokens: known.inputTokens,
      maxOutputTokens,
      task: task?.task ?? null,
      writes: question.service === 'language',
      longestLocalWait: alias?.localWait ?? null,
      // What stays here asks nobody elsewhere anything.
      isDry,
      byLoad: strategy === 'least-busy' && !ruling.isLocalOnly && requirements.isLocalOnly !== true,
    };
    const candidates = await Promise.all(members.map((member) => gauges.read(member, sizes)));
    const asked = await nameOf(question.wish);
    const drawn = turns.of(alias?.id ?? asked);
    const seat = alias?.isSticky && conversation !== null ? turns.seat(`${alias.id}|${conversation}`) : null;
    const route = plan({
      asked,
      alias: alias ? { id: alias.id, name: alias.name } : 'auto' in destination ? { id: null, name: autoName } : null,
      ruling,
      strategy,
      // Of one that was asked for by its name its provider says best what is the matter with it.
      candidates: isAlone ? candidates.map((one) => ({ ...one, isOut: null })) : candidates,
      wanted: wantedOf(question, { facts: known, ruling, isAlone, maxOutputTokens }),
      inputTokens: known.inputTokens,
      sticky: seat?.target ?? null,
      turn: deciding.turn ?? drawn.turn,
      goal: requirements.goal ?? 'balanced',
      task,
      reason: !isAlone ? 'strategy' : ruling.destination ? 'rule' : 'asked',
    });
    if (route.attempts.length === 0) throw nobodyLeft(route);
    if (!isDry && members.length > 1) drawn.next();

    const of = (target: Target): KnownTarget | undefined =>
      candidates.find((one) => one.target.providerId === target.providerId && one.target.modelId === target.modelId);
    return {
      plan: route,
      changes: ruling.changes,
      stepTimeout: alias?.stepTimeout ?? null,
      fallbackOn: new Set(alias?.fallbackOn ?? usualFallbacks),
      cacheFor: alias?.cacheFor ?? null,
      tokens: known.inputTokens + (maxOutputTokens ?? 0),
      contextOf: (target) => of(target)?.details?.context ?? null,
      costOf(target, usage) {
        const one = of(target);
        if (one?.isLocal) return 0;
        const prices = one?.details?.prices;
        const moment = { at: known.at, promptTokens: usage.inputTokens ?? known.inputTokens };
        return prices ? costOfUsage(ratesAt(prices, moment), usage) : null;
      },
      answered(target, { outputTokens }) {
        if (task && outputTokens !== null) gauges.noteOutput(task.task, outputTokens);
        seat?.take(target);
      },
    };
  }

  return {
    timeZone,
    facts,
    decide,
    async plan(question, onFacts) {
      const rules = options.rules();
      const known = await facts(question, rules);
      try {
        return await decide({ question, facts: known, rules, aliases: options.aliases(), isDry: false });
      } finally {
        onFacts(toRecordedFacts(question, known));
      }
    },
  };
}

/** As it will be sent: what a rule sets wins, and the smaller of two bounds. Null: as many tokens as the model likes. */
function longestAnswer({ changes }: Ruling, asked: number | null): number | null {
  const wanted = changes.parameters?.maxOutputTokens ?? asked;
  const most = changes.maxOutputTokens ?? null;
  return wanted === null || most === null ? (wanted ?? most) : Math.min(wanted, most);
}

/** Only where somebody goes by it. */
function taskFor(strategy: Strategy, { content, requirements }: Question, facts: Deciding['facts']) {
  if (requirements?.task) return { task: requirements.task, confidence: 1 };
  const isWanted = strategy === 'auto' || strategy === 'best-quality' || facts.known?.().task;
  if (!isWanted) return null;
  const last = content.texts.at(-1);
  // Of a request that is only remembered the text is gone.
  if (last === undefined) return { task: facts.task satisfies TaskType, confidence: 1 };
  return guessTask(last, { hasImage: content.needs.has('image') });
}

interface Bounds {
  facts: RequestFacts;
  ruling: Ruling;
  isAlone: boolean;
  maxOutputTokens: number | null;
}

/** Who asks for one model by its name gets that one: what it lacks it says itself. Only what must stay here stays here. */
function wantedOf(
  { content, requirements = {} }: Question,
  { facts, ruling, isAlone, maxOutputTokens }: Bounds,
): Wanted {
  const bounds = { isLocalOnly: ruling.isLocalOnly, onlyTags: ruling.onlyTags };
  const { inputTokens } = facts;
  if (!isAlone) return { ...bounds, requirements, needs: [...content.needs], inputTokens, maxOutputTokens };
  const { isLocalOnly } = requirements;
  return {
    ...bounds,
    requirements: isLocalOnly === undefined ? {} : { isLocalOnly },
    needs: [],
    inputTokens: 0,
    maxOutputTokens: null,
  };
}
