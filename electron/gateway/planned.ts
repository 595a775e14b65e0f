import type { FallbackReason } from '../../shared/model/alias.ts';
import { localProviderId } from '../../shared/model/local-provider.ts';
import type { Target } from '../../shared/model/provider.ts';
import type { RoutePlan } from '../../shared/model/route.ts';
import { notHere, unknownName } from './plan-errors.ts';
import type { RecordedFacts } from './recorded-request.ts';
import type { Question } from './request.ts';
import type { Changes, TokenCounts } from './work.ts';

/** Where a request goes, and what becomes of it on the way. */
export interface Planned {
  plan: RoutePlan;
  changes: Changes;
  /** Ms that each target has for its first token; null is as its provider's settings say. */
  stepTimeout: number | null;
  fallbackOn: ReadonlySet<FallbackReason>;
  /** Seconds; null is not at all. */
  cacheFor: number | null;
  /** What it will likely take, for limits. */
  tokens: number;
  /** Null: not known. */
  contextOf(target: Target): number | null;
  /** Nano-dollars; null is unpriced. */
  costOf(target: Target, usage: TokenCounts): number | null;
  /** It answered: what comes after goes by that. */
  answered(target: Target, usage: TokenCounts): void;
}

export interface Planner {
  /** `onFacts`: what rules looked at, without a word of the text; also where the request goes nowhere then. */
  plan(question: Question, onFacts: (facts: RecordedFacts) => void): Promise<Planned>;
}

/** One model, asked by its name, and nothing else to look at. */
export const directPlanner: Planner = {
  async plan({ wish, content, requirements = {} }) {
    if (!('target' in wish)) throw unknownName(wish.name, []);
    const { target } = wish;
    const { isLocalOnly = false } = requirements;
    if (isLocalOnly && target.providerId !== localProviderId) throw notHere(target.modelId);
    const estimate = { cost: null, latency: null, quality: null };
    return {
      plan: {
        asked: target.modelId,
        alias: null,
        rules: [],
        strategy: 'priority',
        task: null,
        confidence: null,
        inputTokens: 0,
        isLocalOnly,
        tags: [],
        attempts: [{ target, providerName: '', reason: 'asked', demotion: null, estimate }],
        passedOver: [],
      },
      changes: {},
      stepTimeout: null,
      fallbackOn: new Set(),
      cacheFor: null,
      tokens: content.maxOutputTokens ?? 0,
      contextOf: () => null,
      costOf: () => null,
      answered: () => {},
    };
  },
};
