import { expect, it } from 'vitest';
import { rowsByDay } from '../../../renderer/features/chat/group-by-day.ts';
import type { ConversationSummary } from '../../../shared/model/conversation.ts';
import type { ConversationId } from '../../../shared/model/ids.ts';

const at = (time: number): ConversationSummary => ({
  id: String(time) as ConversationId,
  title: '',
  createdAt: time,
  updatedAt: time,
  isLocalOnly: false,
  isAnswering: false,
});

// Catches headings over nothing, conversations under two days, and an order that jumps.
it('puts one heading before the conversations of a day and keeps their order', () => {
  const now = new Date(2026, 10, 21, 0, 30).getTime();
  const minute = 60_000;
  const rows = rowsByDay([at(now - minute), at(now - 2 * minute), at(now - 31 * minute), at(now - 9e9)], now);
  expect(rows.map((row) => (row.kind === 'group' ? row.group : now - row.conversation.updatedAt))).toEqual([
    'today',
    minute,
    2 * minute,
    'yesterday',
    31 * minute,
    'older',
    9e9,
  ]);
});
