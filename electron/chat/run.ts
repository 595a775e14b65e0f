import { type AppError, toAppError } from '../../shared/errors/app-error.ts';
import type { AnswerFacts, Message } from '../../shared/model/conversation.ts';
import type { ParameterWarning } from '../../shared/model/parameters.ts';
import type { Target } from '../../shared/model/provider.ts';
import type { GatewayMessage, GatewayRequest, GatewayResult } from '../gateway/request.ts';
import type { Settlement } from '../store/messages.ts';
import { type AnswerEnd, type AnswerFeed, createAnswerFeed } from './answer-feed.ts';
import { createDeltaBuffer } from './delta-buffer.ts';
import type { ChatPorts } from './ports.ts';

/** How often a fast answer is written down, in ms: below what an eye sees, above what a disk minds. */
const writeInterval = 25;

export interface RunOptions
  extends Pick<ChatPorts, 'gateway' | 'log'>,
    Pick<GatewayRequest, 'parameters' | 'onUnsupported'> {
  /** The message to fill, stored already, in state streaming. */
  answer: Message;
  target: Target;
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
  /** Stops the upstream; the answer keeps what has arrived. Does nothing on a run that has ended. */
  stop(as: 'stopped' | 'interrupted'): Promise<AnswerEnd>;
}

export function startRun(options: RunOptions): Run {
  const { answer, target, history, gateway, messages, log, parameters = {}, onUnsupported = 'drop' } = options;
  const feed = createAnswerFeed();
  const upstream = new AbortController();
  const start = performance.now();
  let firstToken: number | null = null;
  let told: readonly ParameterWarning[] = [];
  let stoppedAs: 'stopped' | 'interrupted' | undefined;
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

  const consume = async (): Promise<GatewayResult> => {
    const stream = gateway.stream({
      door: 'window',
      target,
      messages: history,
      messageId: answer.id,
      parameters,
      onUnsupported,
      onWarnings: (warnings) => {
        told = warnings;
      },
      signal: upstream.signal,
    });
    for (;;) {
      const step = await stream.next();
      if (step.done) return step.value;
      firstToken ??= performance.now() - start;
      buffer.push(step.value);
    }
  };

  const factsOf = (result: GatewayResult | null, warnings = result?.warnings ?? told): AnswerFacts => ({
    inputTokens: result?.usage.inputTokens ?? null,
    outputTokens: result?.usage.outputTokens ?? null,
    firstToken,
    duration: performance.now() - start,
    ...(warnings.length > 0 && { warnings: [...warnings] }),
  });

  const outcome = async (): Promise<Settlement> => {
    let result: GatewayResult | null = null;
    let failure: AppError | undefined;
    try {
      result = await consume();
    } catch (thrown) {
      failure = toAppError(thrown);
    }
    buffer.flush();
    failure = storeError ?? failure;
    const facts = factsOf(result);
    if (!failure) return { state: 'complete', failure: null, facts };
    if (stoppedAs && !storeError) return { state: stoppedAs, failure: null, facts };
    const { code, details } = failure;
    // A provider's words may quote the question; what comes from inside has its stack to be found by.
    log.warn(
      { messageId: answer.id, ...target, code, ...(code === 'INTERNAL' ? { err: failure } : { details }) },
      'an answer failed',
    );
    return { state: 'failed', failure: failure.toJSON(), facts };
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
    stop(as) {
      stoppedAs ??= as;
      upstream.abort();
      return ended;
    },
  };
}
