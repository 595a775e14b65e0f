import { AppError, toAppError } from '../../shared/errors/app-error.ts';
import type { AnswerDelta } from '../../shared/model/conversation.ts';
import type { ProviderId } from '../../shared/model/ids.ts';
import type { PlannedAttempt } from '../../shared/model/route.ts';
import type { Log } from '../lib/log.ts';
import { type Emit, pulled } from '../lib/pulled.ts';
import type { ProviderConnection, Timeouts } from '../providers/connect.ts';
import type { KeyWish } from '../providers/keys/key-use.ts';
import type { Requests } from '../store/requests.ts';
import { admit } from './admit.ts';
import { type AnswerCall, answerWork } from './answer-work.ts';
import { withCopies } from './copies.ts';
import { fallbackReasonOf, mayAskAgain } from './fallback.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import { directPlanner, type Planned, type Planner } from './planned.ts';
import { type AttemptSignal, type RequestRecord, startRecord } from './record.ts';
import type { AnswerResult, GatewayRequest, Outcome } from './request.ts';
import type { ResponseCache } from './response-cache.ts';
import { retry } from './retry.ts';
import { createStanding, type Standing } from './standing.ts';
import type { TokenCounts } from './work.ts';

export interface GatewayOptions {
  connect(id: ProviderId, wish: KeyWish): Promise<ProviderConnection>;
  requests: Pick<Requests, 'open' | 'settle'>;
  log: Log;
  /** Default: every request goes to the model it names, and nowhere else. */
  planner?: Planner;
  /** Default: nobody remembers how targets do. */
  standing?: Standing;
  /** Default: there are no limits. */
  limiter?: Limiter;
  /** Longest time a request waits for a place within the limits, in ms. Default: 30 s. */
  limitWait?: () => number;
  /** Answers that may be given again. Default: none are. */
  cache?: ResponseCache;
  /** Told of the end of each attempt. Default: nobody. */
  observe?: (signal: AttemptSignal) => void;
  /** UTC ms. Default: the clock. */
  now?: () => number;
  /** Default: 5 minutes to the first token, 2 minutes between tokens, no limit for all of them. */
  timeouts?: Partial<Timeouts>;
  /** 0 to 1, without 1. Default: Math.random. */
  random?: () => number;
}

/** A question in a conversation. */
export interface ChatRequest extends Omit<GatewayRequest<AnswerDelta, AnswerResult>, 'work' | 'content'>, AnswerCall {}

/** The only way to a model, whoever asks. */
export interface Gateway {
  /** Emits the answer, gives back what it took, or throws. */
  run<Item, Result extends { usage: TokenCounts }>(
    request: GatewayRequest<Item, Result>,
    emit: Emit<Item>,
  ): Promise<Outcome<Result>>;
  /** The same for a conversation, to be pulled. Leaving it early stops the upstream. */
  stream(request: ChatRequest): AsyncGenerator<AnswerDelta, Outcome<AnswerResult>, void>;
}

const defaultTimeouts: Timeouts = {
  firstToken: 5 * 60_000,
  betweenTokens: 2 * 60_000,
  total: Number.POSITIVE_INFINITY,
};
const unlimited = { requestsPerMinute: null, tokensPerMinute: null };
const usualLimitWait = 30_000;
/** With somebody else to ask, nobody waits longer than this for the same target to come round; ms. */
const patienceWithOthers = 2000;

export function createGateway(options: GatewayOptions): Gateway {
  const { connect, requests, log, now = Date.now, random = Math.random, observe = () => {} } = options;
  const { planner = directPlanner, limitWait = () => usualLimitWait } = options;
  const standing =
    options.standing ?? createStanding({ policy: () => ({ failures: Number.POSITIVE_INFINITY, openFor: 0 }), now });
  const limiter = options.limiter ?? createLimiter({ all: () => unlimited, of: () => unlimited, now });
  const timeouts = { ...defaultTimeouts, ...options.timeouts };

  async function askOne<Item, Result extends { usage: TokenCounts }>(
    attempt: PlannedAttempt,
    { request, planned, record, emit, isLast }: Trying<Item, Result>,
  ): Promise<Result> {
    const { work, signal } = request;
    const { changes, stepTimeout, plan } = planned;
    const { target, providerName } = attempt;
    const skip = (thrown: unknown): never => {
      if (thrown instanceof AppError) record.skipped(attempt, thrown);
      throw thrown;
    };
    // Who asks for one model by its name wants to hear it from that model.
    const mustRest = (): void => {
      const { restsUntil } = standing.of(target, plan.inputTokens);
      if (restsUntil !== null && attempt.reason !== 'asked') skip(resting(attempt, restsUntil - now()));
    };
    mustRest();
    const place = { providerId: target.providerId, providerName, tokens: planned.tokens };
    const enter = () => limiter.enter(place, { longest: isLast ? limitWait() : 0, signal });
    const leave = await enter().catch(skip);
    let used: number | null = null;
    try {
      // It may have failed for others while this one waited.
      mustRest();
      const patience = isLast ? Number.POSITIVE_INFINITY : patienceWithOthers;
      // Each further try is one more request to the provider. What it takes is counted with the last one.
      const again = async (): Promise<void> => (await enter())(0);
      const bounds = { timeouts, stepTimeout, signal, patience };
      const tries = { work, changes, connect, again, record, emit, log, random, ...bounds };
      const result = await retry(attempt, tries);
      used = tokensOf(result.usage);
      return result;
    } finally {
      // Who failed before a word took nothing.
      leave(used ?? (record.hasContent ? null : 0));
    }
  }

  async function tryInOrder<Item, Result extends { usage: TokenCounts }>(
    asking: Asking<Item, Result>,
  ): Promise<Outcome<Result>> {
    const { request, planned, record } = asking;
    const { attempts } = planned.plan;
    let failure: unknown;
    let tooSmall = 0;
    for (const [index, attempt] of attempts.entries()) {
      const { target } = attempt;
      const context = planned.contextOf(target);
      // Where less fits in than where it did not fit.
      if (context !== null && context <= tooSmall) continue;
      try {
        const result = await askOne(attempt, { ...asking, isLast: index === attempts.length - 1 });
        planned.answered(target, result.usage);
        return record.complete(result, { target, isCached: false });
      } catch (thrown) {
        failure = thrown;
        // What was shown cannot be taken back, and nobody waits for a cancelled answer.
        if (record.hasContent || request.signal.aborted || !(thrown instanceof AppError)) break;
        const reason = fallbackReasonOf(thrown);
        if (reason === undefined || !planned.fallbackOn.has(reason) || !mayAskAgain(request.work, thrown)) break;
        if (reason === 'context-too-long') tooSmall = Math.max(tooSmall, context ?? 0);
        const { code } = thrown;
        if (index < attempts.length - 1) log.warn({ ...target, code }, 'a target failed and the next one is asked');
      }
    }
    throw failure;
  }

  const run: Gateway['run'] = async (request, emit) => {
    const record = startRecord(request, { requests, standing, observe, log, now });
    try {
      admit(request);
      const planned = await planner.plan({ ...request, service: request.work.service }, record.looked);
      record.planned(planned);
      const asking = { request, planned, record, emit };
      return await withCopies((next) => tryInOrder({ ...asking, emit: next }), { ...asking, cache: options.cache });
    } catch (thrown) {
      const isLeft = request.signal.aborted && !(thrown instanceof AppError);
      const error = isLeft ? new AppError('CANCELLED', 'The request was cancelled.') : toAppError(thrown);
      record.fail(error);
      throw error;
    }
  };

  return {
    run,
    stream({ messages, parameters, onUnsupported, onWarnings, ...request }) {
      const call = {
        messages,
        ...(parameters && { parameters }),
        ...(onUnsupported && { onUnsupported }),
        ...(onWarnings && { onWarnings }),
      };
      const texts = messages.map(({ text }) => text);
      const content = { texts, needs: new Set<never>(), maxOutputTokens: parameters?.maxOutputTokens ?? null };
      const work = answerWork(call);
      return pulled(request.signal, (emit, signal) => run({ ...request, signal, content, work }, emit));
    },
  };
}

interface Asking<Item, Result extends { usage: TokenCounts }> {
  request: GatewayRequest<Item, Result>;
  planned: Planned;
  record: RequestRecord;
  emit: Emit<Item>;
}

interface Trying<Item, Result extends { usage: TokenCounts }> extends Asking<Item, Result> {
  /** Nobody else is left to be asked. */
  isLast: boolean;
}

/** One half of it is no figure: what was estimated stands then. */
const tokensOf = ({ inputTokens, outputTokens }: TokenCounts): number | null =>
  inputTokens === null || outputTokens === null ? null : inputTokens + outputTokens;

function resting({ target: { modelId }, providerName }: PlannedAttempt, wait: number): AppError {
  const words = `${modelId} of ${providerName} failed too often and is left alone for ${Math.ceil(wait / 1000)} s. Try again then, or choose another model.`;
  return new AppError('PROVIDER_UNHEALTHY', words, { details: { retryAfter: wait, reason: 'breaker-open' } });
}
