import { type AppError, toAppError } from '../../shared/errors/app-error.ts';
import type { CredentialId, RequestId } from '../../shared/model/ids.ts';
import type { Target } from '../../shared/model/provider.ts';
import type { AttemptRecord, PlannedAttempt } from '../../shared/model/route.ts';
import { newId } from '../lib/id.ts';
import type { Log } from '../lib/log.ts';
import type { ProviderConnection } from '../providers/connect.ts';
import type { RequestEnd, Requests } from '../store/requests.ts';
import { faultOf } from './fallback.ts';
import type { Planned } from './planned.ts';
import type { RecordedFacts } from './recorded-request.ts';
import type { GatewayRequest, Outcome } from './request.ts';
import type { Standing } from './standing.ts';
import type { TokenCounts } from './work.ts';

/** What an attempt tells to whoever keeps an eye on providers. */
export interface AttemptSignal {
  target: Target;
  credentialId: CredentialId | null;
  /** UTC ms. */
  at: number;
  firstToken: number | null;
  duration: number;
  /** Null: it answered. */
  failure: AppError | null;
}

export interface RecordOptions {
  requests: Pick<Requests, 'open' | 'settle'>;
  standing: Pick<Standing, 'begin'>;
  observe(signal: AttemptSignal): void;
  log: Log;
  /** UTC ms. */
  now(): number;
}

/** One try, while it lasts. The first end counts. */
export interface AttemptTrack {
  connected(connection: Pick<ProviderConnection, 'credentialId' | 'keyLabel'>): void;
  content(): void;
  answered(): void;
  failed(thrown: unknown): void;
}

export interface RequestRecord {
  readonly id: RequestId;
  readonly hasContent: boolean;
  readonly attempts: readonly AttemptRecord[];
  /** What rules looked at. */
  looked(facts: RecordedFacts): void;
  planned(planned: Planned): void;
  begin(attempt: PlannedAttempt): AttemptTrack;
  /** Not even asked, and why. */
  skipped(attempt: PlannedAttempt, why: AppError): void;
  /** The same target is asked again. */
  retried(): void;
  /** Its answer was there already. */
  cached(attempt: PlannedAttempt): void;
  complete<Result extends { usage: TokenCounts }>(
    result: Result,
    options: { target: Target; isCached: boolean },
  ): Outcome<Result>;
  fail(error: AppError): void;
}

type Recorded = Pick<
  GatewayRequest<unknown, { usage: TokenCounts }>,
  'door' | 'wish' | 'messageId' | 'requestId' | 'client' | 'onRoute'
> & { work: { service: GatewayRequest<unknown, { usage: TokenCounts }>['work']['service'] } };

const unknownTokens: TokenCounts = { inputTokens: null, outputTokens: null, reasoningTokens: null, cachedTokens: null };

/** Opens the row of a request and keeps its way until the one end that it gets. */
export function startRecord(
  request: Recorded,
  { requests, standing, observe, log, now }: RecordOptions,
): RequestRecord {
  const { requestId: id = newId<RequestId>(), door, wish, messageId, client = null, work, onRoute } = request;
  const start = performance.now();
  const attempts: AttemptRecord[] = [];
  let plan: Planned | null = null;
  let facts: RecordedFacts | null = null;
  let firstToken: number | null = null;
  let retries = 0;
  requests.open({
    id,
    door,
    service: work.service,
    asked: 'name' in wish ? wish.name : wish.target.modelId,
    client,
    messageId,
    target: 'target' in wish ? wish.target : null,
    createdAt: now(),
  });

  const settle = (end: Pick<RequestEnd, 'status' | 'errorCode'> & Partial<RequestEnd>): void => {
    const last = attempts.at(-1)?.target ?? plan?.plan.attempts[0]?.target ?? null;
    const outcome: RequestEnd = {
      target: last,
      cost: null,
      isCached: false,
      ...unknownTokens,
      ...end,
      plan: plan?.plan ?? null,
      facts,
      attempts,
      firstToken,
      duration: performance.now() - start,
    };
    log.debug(
      { modelRequestId: id, ...outcome.target, status: outcome.status, attempts: attempts.length },
      'request settled',
    );
    requests.settle(id, outcome);
  };
  const watched = (signal: AttemptSignal): void => {
    try {
      observe(signal);
    } catch (error) {
      // Nobody loses an answer because somebody else looks on.
      log.error({ modelRequestId: id, err: error }, 'the end of an attempt could not be told');
    }
  };

  return {
    id,
    attempts,
    get hasContent() {
      return firstToken !== null;
    },
    looked: (looked) => {
      facts = looked;
    },
    planned: (planned) => {
      plan = planned;
    },
    retried: () => {
      retries += 1;
    },

    skipped({ target, providerName, reason }, why) {
      attempts.push({
        target,
        providerName,
        credentialId: null,
        keyLabel: null,
        reason,
        startedAt: now(),
        firstToken: null,
        duration: 0,
        outcome: 'failed',
        failure: why.toJSON(),
      });
    },

    begin({ target, providerName, reason }) {
      const startedAt = now();
      const begun = performance.now();
      const end = standing.begin(target, plan?.plan.inputTokens ?? 0);
      let connection: Pick<ProviderConnection, 'credentialId' | 'keyLabel'> = { credentialId: null, keyLabel: null };
      let first: number | null = null;
      let isConnected = false;
      let isOver = false;

      const over = (outcome: AttemptRecord['outcome'], error: AppError | null): void => {
        if (isOver) return;
        isOver = true;
        const { credentialId, keyLabel } = connection;
        const duration = performance.now() - begun;
        const failure = error?.toJSON() ?? null;
        attempts.push({
          target,
          providerName,
          credentialId,
          keyLabel,
          reason,
          startedAt,
          firstToken: first,
          duration,
          outcome,
          failure,
        });
        // A key that rests says nothing new about whom it is for.
        const fault = error && isConnected ? faultOf(error) : 'unknown';
        end({ fault: outcome === 'answered' ? 'none' : fault, firstToken: first });
        if (outcome !== 'cancelled' && isConnected)
          watched({ target, credentialId, at: now(), firstToken: first, duration, failure: error });
      };

      return {
        connected: (given) => {
          connection = given;
          isConnected = true;
        },
        content() {
          if (first !== null) return;
          first = performance.now() - begun;
          firstToken = performance.now() - start;
          if (plan)
            onRoute?.({
              requestId: id,
              plan: plan.plan,
              target,
              providerName,
              attempts: attempts.length + 1,
              isCached: false,
            });
        },
        answered: () => over('answered', null),
        failed(thrown) {
          const error = toAppError(thrown);
          over(error.code === 'CANCELLED' ? 'cancelled' : 'failed', error);
        },
      };
    },

    cached({ target, providerName }) {
      firstToken = performance.now() - start;
      if (plan) onRoute?.({ requestId: id, plan: plan.plan, target, providerName, attempts: 0, isCached: true });
    },

    complete(result, { target, isCached }) {
      const cost = isCached ? 0 : (plan?.costOf(target, result.usage) ?? null);
      settle({ status: 'complete', errorCode: null, target, cost, isCached, ...result.usage });
      return { result, requestId: id, target, attempts, cost, retries };
    },
    fail: ({ code }) => settle({ status: code === 'CANCELLED' ? 'cancelled' : 'failed', errorCode: code }),
  };
}
