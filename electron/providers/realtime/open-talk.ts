import { AppError } from '../../../shared/errors/app-error.ts';
import { createMailbox } from '../network/mailbox.ts';
import type { SocketMessage, VendorSocket } from '../network/web-socket.ts';
import type { RealtimeEvent, RealtimeSession } from '../services/realtime.ts';
import { type ClientEvent, parseClientEvent } from './client-events.ts';
import { failureOfClose, TalkCut } from './talk-failed.ts';

/** What a translator may do. */
export interface Talk {
  /** Tells our side. `session.created` opens the talk. */
  tell(event: RealtimeEvent): void;
  /** Tells the provider. */
  send(message: SocketMessage): void;
}

/** Between a provider's own language and that of OpenAI. Whatever it throws in `hear` ends the talk. */
export interface Translator {
  hear(message: SocketMessage): void;
  /** Throws for what the provider has nothing for. */
  say(event: ClientEvent): void;
  /** The provider ended the talk, as talks end: what it was in the middle of is told to its end. */
  finish?(): void;
  /** The last word, where a provider wants one. */
  leave?(): void;
  /** Ends its timers. */
  stop?(): void;
}

export type Translate = (talk: Talk) => Translator;

export interface TalkOptions {
  abortSignal?: AbortSignal | undefined;
  /** How long the provider may take to begin, in ms. Default: 20 seconds. */
  patience?: number;
}

/** Roughly in bytes: sound that our side may leave unread before the provider is not read from any more. */
const mostUnread = 1024 * 1024;
/** Bytes. Two minutes of sound: whoever is so far behind will not catch up. */
const mostUnsent = 8 * 1024 * 1024;

const sizeOf = ({ delta }: RealtimeEvent): number => 200 + (typeof delta === 'string' ? delta.length : 0);

export async function openTalk(
  line: VendorSocket,
  translate: Translate,
  { abortSignal, patience = 20_000 }: TalkOptions,
): Promise<RealtimeSession> {
  const begun = Promise.withResolvers<void>();
  const outbox = createMailbox<RealtimeEvent>({ sizeOf, limit: mostUnread, onCancel: () => end() });
  let told = 0;
  let isOver = false;

  const translator = translate({
    tell(event) {
      if (isOver) return;
      told += 1;
      outbox.put({ event_id: `event_${told}`, ...event });
      if (event.type === 'session.created') begun.resolve();
    },
    send: line.send,
  });

  function end(failure?: { error: unknown }): void {
    if (isOver) return;
    isOver = true;
    abortSignal?.removeEventListener('abort', abort);
    translator.stop?.();
    outbox.end(failure);
    begun.reject(failure ? failure.error : new TalkCut('it was closed before it began'));
    line.close();
  }
  const abort = (): void => end({ error: abortSignal?.reason });

  async function listen(): Promise<void> {
    for await (const message of line.messages) {
      translator.hear(message);
      await outbox.room();
    }
    const closed = await line.closed;
    const failure = closed ? failureOfClose(closed) : undefined;
    if (failure) throw failure;
    translator.finish?.();
  }

  abortSignal?.addEventListener('abort', abort);
  if (abortSignal?.aborted) abort();
  listen().then(
    () => end(),
    (error: unknown) => end({ error }),
  );
  const timer = setTimeout(() => end({ error: new DOMException('it did not begin', 'TimeoutError') }), patience);
  await begun.promise.finally(() => clearTimeout(timer));

  return {
    events: outbox.stream,
    get unsent() {
      return line.unsent;
    },
    send(given) {
      if (isOver) throw new AppError('STREAM_INTERRUPTED', 'This talk is over. Begin a new one.', { retryable: false });
      const event = parseClientEvent(given);
      if (line.unsent > mostUnsent) {
        const message = 'The provider does not take the sound as fast as it comes. Send it at the speed it is spoken.';
        const error = new AppError('STREAM_INTERRUPTED', message);
        end({ error });
        throw error;
      }
      translator.say(event);
    },
    close() {
      if (!isOver) translator.leave?.();
      end();
    },
  };
}
