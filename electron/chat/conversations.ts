import { AppError } from '../../shared/errors/app-error.ts';
import type { Conversation, ConversationSummary } from '../../shared/model/conversation.ts';
import type { ConversationId } from '../../shared/model/ids.ts';
import type { ConversationChanges, ConversationRow } from '../store/conversations.ts';
import type { ChatPorts } from './ports.ts';
import type { Runs } from './runs.ts';

export interface ConversationService {
  list(): ConversationSummary[];
  get(id: ConversationId): Conversation;
  /** Once it must stay on this computer, an answer that may come from elsewhere is stopped. */
  update(id: ConversationId, changes: ConversationChanges): ConversationSummary;
  /** Stops a running answer. */
  delete(id: ConversationId): Promise<void>;
  restore(id: ConversationId): ConversationSummary;
}

export interface ConversationsOptions extends Pick<ChatPorts, 'store'> {
  runs: Runs;
  now: () => number;
  onChange(id: ConversationId): void;
}

export const conversationMissing = (id: ConversationId): AppError =>
  new AppError('NOT_FOUND', `There is no conversation ${id}. It may have been deleted in another window.`);

export function createConversations({ store, runs, now, onChange }: ConversationsOptions): ConversationService {
  const { conversations, messages } = store;

  const summary = (row: ConversationRow): ConversationSummary => ({
    ...row,
    isAnswering: runs.inConversation(row.id) !== undefined,
  });
  const changed = (row: ConversationRow | undefined, id: ConversationId): ConversationSummary => {
    if (!row) throw conversationMissing(id);
    onChange(id);
    return summary(row);
  };

  return {
    list: () => conversations.list().map(summary),

    get(id) {
      const row = conversations.get(id);
      if (!row) throw conversationMissing(id);
      return { ...summary(row), messages: messages.branch(id).map(runs.truthOf) };
    },

    update(id, changes) {
      const row = conversations.update(id, changes);
      const run = runs.inConversation(id);
      if (row?.isLocalOnly && run && !run.staysHere()) void run.stop('stopped');
      return changed(row, id);
    },

    async delete(id) {
      await runs.inConversation(id)?.stop('stopped');
      if (!conversations.softDelete(id, now())) throw conversationMissing(id);
      onChange(id);
    },

    restore: (id) => changed(conversations.restore(id), id),
  };
}
