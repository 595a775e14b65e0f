import type { ConversationSummary } from '../../../shared/model/conversation.ts';
import { type DayGroup, dayGroupOf } from '../../lib/format.ts';

const order: readonly DayGroup[] = ['today', 'yesterday', 'week', 'month', 'older'];

export type ListRow = { kind: 'group'; group: DayGroup } | { kind: 'conversation'; conversation: ConversationSummary };

/** The rows of the list: conversations under the day they were last used; the order within a day stays as it is. */
export function rowsByDay(conversations: readonly ConversationSummary[], now: number): ListRow[] {
  const groups = Map.groupBy(conversations, ({ updatedAt }) => dayGroupOf(updatedAt, now));
  return order.flatMap((group): ListRow[] => {
    const members = groups.get(group);
    if (!members) return [];
    return [
      { kind: 'group', group },
      ...members.map((conversation) => ({ kind: 'conversation' as const, conversation })),
    ];
  });
}
