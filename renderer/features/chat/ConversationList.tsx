import { useVirtualizer } from '@tanstack/react-virtual';
import { Search, SquarePen } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { ConversationSummary } from '../../../shared/model/conversation.ts';
import type { ConversationId } from '../../../shared/model/ids.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { ConversationItem } from './ConversationItem.tsx';
import { rowsByDay } from './group-by-day.ts';
import { useChat } from './store.ts';

const itemHeight = 34;
const groupHeight = 34;

export interface ConversationListProps {
  currentId: ConversationId | undefined;
  onNew: () => void;
  onOpen: (id: ConversationId) => void;
  onRename: (id: ConversationId, title: string) => void;
  onDelete: (conversation: ConversationSummary) => void;
}

export function ConversationList(props: ConversationListProps) {
  const { t } = useI18n();
  const [query, setQuery] = useState('');
  const summaries = useChat((state) => state.summaries);
  const error = useChat((state) => state.listError);
  const refresh = useChat((state) => state.refreshList);
  const wanted = query.trim().toLocaleLowerCase();
  const found = useMemo(
    () => (wanted ? summaries?.filter(({ title }) => title.toLocaleLowerCase().includes(wanted)) : summaries),
    [summaries, wanted],
  );
  return (
    <nav aria-label={t.chat.conversations} className="flex h-full w-64 shrink-0 flex-col border-line border-r">
      <div className="flex items-center gap-1 px-3 pt-3 pb-2">
        <label className="relative flex min-w-0 flex-1 items-center">
          <Search aria-hidden size={14} className="pointer-events-none absolute left-2.5 text-ink-faint" />
          <input
            type="search"
            aria-label={t.chat.search}
            placeholder={t.chat.searchPlaceholder}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && query) {
                event.stopPropagation();
                setQuery('');
              }
            }}
            className="h-8 w-full rounded-md bg-sunken pr-2 pl-8 text-sm outline-none transition-colors focus-visible:outline-2 focus-visible:outline-accent"
          />
        </label>
        <IconButton icon={SquarePen} label={t.chat.newChat} side="bottom" onClick={props.onNew} />
      </div>
      {found ? (
        <Rows {...props} conversations={found} empty={wanted ? t.chat.noMatch(query.trim()) : t.chat.noConversations} />
      ) : error ? (
        <ErrorText
          error={error}
          className="mx-3"
          actions={
            <Button size="sm" onClick={() => void refresh()}>
              {t.common.retry}
            </Button>
          }
        />
      ) : (
        <output aria-label={t.common.loading} className="flex flex-col gap-4 px-5.5 pt-4">
          {['w-40', 'w-32', 'w-44', 'w-36', 'w-28'].map((width) => (
            <Skeleton key={width} className={`h-3.5 ${width}`} />
          ))}
        </output>
      )}
    </nav>
  );
}

interface RowsProps extends ConversationListProps {
  conversations: readonly ConversationSummary[];
  empty: string;
}

function Rows({ conversations, empty, currentId, onOpen, onRename, onDelete }: RowsProps) {
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

  /** Moves the focus to the next conversation, over the headings between. */
  const move = (from: number, step: 1 | -1): void => {
    const to = rows[from + step]?.kind === 'group' ? from + 2 * step : from + step;
    const row = rows[to];
    if (row?.kind !== 'conversation') return;
    virtualizer.scrollToIndex(to);
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-conversation="${row.conversation.id}"]`)?.focus();
    });
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
                  onDelete={() => onDelete(row.conversation)}
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
