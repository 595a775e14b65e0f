import { type AppError, toAppError } from '../../shared/errors/app-error.ts';
import type { AnswerFacts, Message } from '../../shared/model/conversation.ts';
import { localProviderId } from '../../shared/model/local-provider.ts';
import type { ParameterWarning } from '../../shared/model/parameters.ts';
import type { ChatRequest } from '../gateway/gateway.ts';
import type { GatewayMessage } from '../gateway/messages.ts';
import type { AnswerResult, Outcome, Routed } from '../gateway/request.ts';
import type { Settlement } from '../store/answer-end.ts';
import { type AnswerEnd, type AnswerFeed, createAnswerFeed, missingFrom } from './answer-feed.ts';
import { createDeltaBuffer } from './delta-buffer.ts';
import { withLocalRemedy } from './local-only.ts';
import type { ChatPorts } from './ports.ts';

/** How often a fast answer is written down, in ms: below what an eye sees, above what a disk minds. */
const writeInterval = 25;

export interface RunOptions
  extends Pick<ChatPorts, 'gateway' | 'log'>,
    Pick<ChatRequest, 'wish' | 'parameters' | 'onUnsupported'> {
  /** The message to fill, stored already, in state streaming. What it has already stays in front. */
  answer: Message;
  isLocalOnly: boolean;
  history: readonly GatewayMessage[];
  messages: Pick<ChatPorts['store']['messages'], 'appendChunks' | 'settle'>;
  /** The end that could not be written. */
  onUnsettled(settlement: Settlement): void;
  /** Before readers hear of the end. */
  onEnd(): void;
}

/** A model answering. It belongs to the host: it goes on whether or not anybody reads. */
export interface Run {
  readonly answer: Message;
  readonly read: AnswerFeed['read'];
  readonly ended: Promise<AnswerEnd>;
  /** It must stay on this computer, or a model here has begun it: no other can be asked any more. */
  staysHere(): boolean;
  /** Stops the upstream; the answer keeps what has arrived. Does nothing on a run that has ended. */
  stop(as: 'stopped' | 'interrupted'): Promise<AnswerEnd>;
}

export function startRun(options: RunOptions): Run {
  const { answer, wish, history, isLocalOnly, gateway, messages, log } = options;
  const { parameters = {}, onUnsupported = 'drop' } = options;
  const feed = createAnswerFeed();
  feed.add(missingFrom(answer, { textLength: 0, reasoningLength: 0 }));
  const upstream = new AbortController();
  const start = performance.now();
  let firstToken: number | null = null;
  let told: readonly ParameterWarning[] = [];
  let stoppedAs: 'stopped' | 'interrupted' | undefined;
  let routed: Routed | undefined;
  let storeError: AppError | undefined;

  const buffer = createDeltaBuffer({
    interval: writeInterval,
    write(deltas) {
      // In this order: what was seen on a screen is on disk, whatever happens next.
      messages.appendChunks(answer.id, deltas);
      feed.add(deltas);
    },
    onError(error) {
      storeError = toAppError(error);
      upstream.abort();
    },
  });

  const consume = async (): Promise<Outcome<AnswerResult>> => {
    const stream = gateway.stream({
      door: 'window',
      wish,
      messages: history,
      messageId: answer.id,
      conversation: answer.conversationId,
      requirements: { isLocalOnly },
      parameters,
      onUnsupported,
      onWarnings: (warnings) => {
        told = warnings;
      },
      onRoute: (route) => {
        routed = route;
      },
      signal: upstream.signal,
    });
    let isApart = answer.reasoning === '';
    for (;;) {
      const step = await stream.next();
      if (step.done) return step.value;
      firstToken ??= performance.now() - start;
      // What another one thinks is not the same thought.
      if (!isApart && step.value.kind === 'reasoning') buffer.push({ kind: 'reasoning', text: '\n\n' });
      isApart ||= step.value.kind === 'reasoning';
      buffer.push(step.value);
    }
  };

  const factsOf = (end: Outcome<AnswerResult> | null, failure: AppError | undefined): AnswerFacts => {
    const { usage, warnings = told } = end?.result ?? {};
    const route = routeOf({
      wish,
      routed,
      attempts: Number(failure?.details?.['attempts'] ?? end?.attempts.length ?? 1),
    });
    return {
      inputTokens: usage?.inputTokens ?? null,
      outputTokens: usage?.outputTokens ?? null,
      firstToken,
      duration: performance.now() - start,
      ...(warnings.length > 0 && { warnings: [...warnings] }),
      ...(route && { route }),
    };
  };

  const outcome = async (): Promise<Settlement> => {
    let result: Outcome<AnswerResult> | null = null;
    let failure: AppError | undefined;
    try {
      result = await consume();
    } catch (thrown) {
      const error = toAppError(thrown);
      failure = isLocalOnly ? withLocalRemedy(error) : error;
    }
    buffer.flush();
    failure = storeError ?? failure;
    const facts = factsOf(result, failure);
    const target = result?.target ?? routed?.target ?? null;
    if (!failure) return { state: 'complete', failure: null, facts, target };
    if (stoppedAs && !storeError) return { state: stoppedAs, failure: null, facts, target };
    const { code, details } = failure;
    // A provider's words may quote the question; what comes from inside has its stack to be found by.
    log.warn(
      {
        messageId: answer.id,
        ...(target ?? answer.target),
        code,
        ...(code === 'INTERNAL' ? { err: failure } : { details }),
      },
      'an answer failed',
    );
    return { state: 'failed', failure: failure.toJSON(), facts, target };
  };

  const settle = (settlement: Settlement): AnswerEnd => {
    try {
      const message = messages.settle(answer.id, settlement);
      return storeError ? { ok: false, error: storeError } : { ok: true, message };
    } catch (thrown) {
      const error = storeError ?? toAppError(thrown);
      log.error({ messageId: answer.id, code: error.code, err: error }, 'the end of an answer could not be stored');
      options.onUnsettled(settlement);
      return { ok: false, error };
    }
  };

  const run = async (): Promise<AnswerEnd> => {
    const end = settle(await outcome());
    options.onEnd();
    feed.finish(end);
    return end;
  };

  const ended = run();
  return {
    answer,
    read: feed.read,
    ended,
    staysHere: () => isLocalOnly || routed?.target.providerId === localProviderId,
    stop(as) {
      stoppedAs ??= as;
      upstream.abort();
      return ended;
    },
  };
}

/** Nothing, where a model was asked by its name and answered: that is no way to speak of. */
function routeOf({
  wish,
  routed,
  attempts,
}: Pick<RunOptions, 'wish'> & { routed: Routed | undefined; attempts: number }) {
  const asked = 'name' in wish ? wish.name : null;
  const rules = routed?.plan.rules.length ?? 0;
  if (asked === null && attempts <= 1 && rules === 0) return undefined;
  return { asked, attempts, rules, isCached: false };
}
