import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import type { ConversationSummary } from '../../../shared/model/conversation.ts';
import { useI18n } from '../../lib/i18n.ts';
import { ConversationItem } from './ConversationItem.tsx';
import type { ConversationListProps } from './ConversationList.tsx';
import { focusConversation } from './conversation-focus.ts';
import { focusComposer } from './focus-composer.ts';
import { rowsByDay } from './group-by-day.ts';

const itemHeight = 34;
const groupHeight = 34;

interface RowsProps extends Pick<ConversationListProps, 'currentId' | 'onOpen' | 'onLeave' | 'onRename' | 'onDelete'> {
  conversations: readonly ConversationSummary[];
  /** Said when there are none. */
  empty: string;
}

/** Only the rows in sight are drawn: there may be thousands. */
export function ConversationRows({ conversations, empty, currentId, onOpen, onLeave, onRename, onDelete }: RowsProps) {
  const { t } = useI18n();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => rowsByDay(conversations, Date.now()), [conversations]);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised over what it returns
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'group' ? groupHeight : itemHeight),
    getItemKey: (index) => {
      const row = rows[index];
      return row?.kind === 'conversation' ? row.conversation.id : (row?.group ?? index);
    },
    overscan: 8,
    paddingEnd: 12,
  });

  const rowOf = (id: string | undefined): number =>
    rows.findIndex((row) => row.kind === 'conversation' && row.conversation.id === id);
  const tabStop = rowOf(currentId) === -1 ? conversations[0]?.id : currentId;

  /** The next conversation up or down, over the headings between. */
  const neighbour = (from: number, step: 1 | -1): number => {
    const to = rows[from + step]?.kind === 'group' ? from + 2 * step : from + step;
    return rows[to]?.kind === 'conversation' ? to : -1;
  };
  const focusRow = (index: number): void => {
    const row = rows[index];
    if (row?.kind !== 'conversation') return;
    virtualizer.scrollToIndex(index);
    focusConversation(row.conversation.id);
  };
  const move = (from: number, step: 1 | -1): void => focusRow(neighbour(from, step));
  const remove = (index: number, conversation: ConversationSummary): void => {
    const [after, before] = [neighbour(index, 1), neighbour(index, -1)];
    const next = rows[after === -1 ? before : after];
    onDelete(conversation);
    if (next?.kind === 'conversation') focusConversation(next.conversation.id);
    else focusComposer();
  };

  if (conversations.length === 0) return <p className="px-5.5 pt-4 text-ink-faint text-sm">{empty}</p>;
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-3">
      <div className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (!row) return null;
          return (
            <div key={key} className="absolute inset-x-0 top-0" style={{ transform: `translateY(${start}px)` }}>
              {row.kind === 'group' ? (
                <h2 className="px-2.5 pt-3.5 pb-1 font-medium text-2xs text-ink-faint">{t.chat.groups[row.group]}</h2>
              ) : (
                <ConversationItem
                  conversation={row.conversation}
                  isCurrent={row.conversation.id === currentId}
                  isTabStop={row.conversation.id === tabStop}
                  onOpen={() => onOpen(row.conversation.id)}
                  onRename={(title) => onRename(row.conversation.id, title)}
                  onDelete={() => remove(index, row.conversation)}
                  onLeave={onLeave}
                  onMove={(step) => move(index, step)}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
