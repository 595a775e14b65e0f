import type { Target } from '../../shared/model/provider.ts';
import type { Demotion } from '../../shared/model/route.ts';
import type { TaskType } from '../../shared/model/routing.ts';
import { ratesAt } from '../providers/catalogue/rates-at.ts';
import { estimateCost, expectedOutput, type MovingMean, nextMean } from '../routing/estimate.ts';
import type { KnownTarget } from '../routing/plan.ts';
import type { Limiter } from './limiter.ts';
import type { Standing } from './standing.ts';
import type { TargetFacts } from './targets.ts';

/** What a local model could do for a request now. */
export interface LocalOutlook {
  /** Ms until it could begin; null is not known. */
  wait: number | null;
  fits: boolean;
}

export interface Sizes {
  inputTokens: number;
  maxOutputTokens: number | null;
  /** Null: nobody looked. */
  task: TaskType | null;
  /** Whether the answer is words. */
  writes: boolean;
  /** Ms; null is for as long as it takes. */
  longestLocalWait: number | null;
  /** Whether it matters how much others have for them to do: only then they are asked. */
  byLoad: boolean;
  /** A try asks nobody: what is known has to do. */
  isDry: boolean;
}

export interface GaugesOptions {
  standing: Pick<Standing, 'of'>;
  limiter: Pick<Limiter, 'waitOf'>;
  /** Whether checks or traffic say that it is down. */
  isDown(target: Target): boolean;
  /** 0 to 1, and from how much. */
  quality(target: Target, task: TaskType | null): Promise<{ value: number | null; samples: number }>;
  outlookOf(modelId: string): Promise<LocalOutlook>;
  /** Requests that its server says it has, whoever sent them; null is not known. */
  toldLoad(target: Target, options: { isDry: boolean }): number | null;
  /** The least wait of all local models; null where there is none. */
  localWait(): Promise<number | null>;
  /** UTC ms. */
  now(): number;
}

export type Gauges = ReturnType<typeof createGauges>;

/** Reads off how each target does just now, for one request. */
export function createGauges(options: GaugesOptions) {
  const { standing, limiter, isDown, quality, outlookOf, toldLoad, now } = options;
  const outputs = new Map<TaskType, MovingMean>();

  const demotionOf = async (
    { target, isLocal }: TargetFacts,
    { inputTokens, maxOutputTokens, longestLocalWait }: Sizes,
  ): Promise<Demotion | null> => {
    if (standing.of(target, inputTokens).restsUntil !== null) return 'breaker-open';
    if (isLocal) {
      const { wait, fits } = await outlookOf(target.modelId);
      if (!fits) return 'local-does-not-fit';
      return longestLocalWait !== null && (wait ?? 0) > longestLocalWait ? 'local-busy' : null;
    }
    if (isDown(target)) return 'unhealthy';
    const tokens = inputTokens + (maxOutputTokens ?? 0);
    return limiter.waitOf({ providerId: target.providerId, tokens }) > 0 ? 'limited' : null;
  };

  return {
    async read(facts: TargetFacts, sizes: Sizes): Promise<KnownTarget> {
      const { target, isLocal, details } = facts;
      const { inputTokens, maxOutputTokens, task, writes, byLoad, isDry } = sizes;
      const state = standing.of(target, inputTokens);
      const voted = await quality(target, task);
      const rates = details?.prices ? ratesAt(details.prices, { at: now(), promptTokens: inputTokens }) : null;
      const answer = writes ? expectedOutput(task ?? 'chat', task ? (outputs.get(task) ?? null) : null) : 0;
      const { cost } = estimateCost(
        { isLocal, details, rates },
        { inputTokens, maxOutputTokens, expectedOutput: answer },
      );
      // Ours are among those that it tells of.
      const told = byLoad && !isLocal && facts.isOut === null ? toldLoad(target, { isDry }) : null;
      const measured = { cost, latency: state.latency, quality: voted.value };
      return {
        ...facts,
        ...measured,
        estimate: measured,
        key: `${target.providerId}/${target.modelId}`,
        load: Math.max(state.load, told ?? 0),
        samples: { latency: state.samples, quality: voted.samples },
        demotion: await demotionOf(facts, sizes),
      };
    },

    noteOutput: (task: TaskType, tokens: number): void =>
      void outputs.set(task, nextMean(outputs.get(task) ?? null, tokens)),

    localWait: options.localWait,
  };
}
