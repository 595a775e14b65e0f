import type { Log } from '../lib/log.ts';
import type { Repositories } from '../store/repositories.ts';

/** How long a deleted conversation can be brought back, in ms. */
const deletedConversationAge = 30 * 24 * 60 * 60 * 1000;

export interface RecoverOptions {
  log: Log;
  /** UTC ms. Default: the clock. */
  now?: number;
}

/** For the start: what the last host left running has ended, and what was deleted long ago goes for good. */
export function recover(
  { messages, requests, conversations }: Pick<Repositories, 'messages' | 'requests' | 'conversations'>,
  { log, now = Date.now() }: RecoverOptions,
): void {
  const interrupted = messages.interruptStreaming();
  if (interrupted.length > 0) log.warn({ messageIds: interrupted }, 'answers were interrupted by the last stop');
  requests.interruptRunning();
  conversations.purgeDeletedBefore(now - deletedConversationAge);
}
