import clsx from 'clsx';
import { Search, SquarePen } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ConversationSummary } from '../../../shared/model/conversation.ts';
import type { ConversationId } from '../../../shared/model/ids.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { ConversationRows } from './ConversationRows.tsx';
import { useChat } from './store.ts';

export interface ConversationListProps {
  currentId: ConversationId | undefined;
  /** In a small window the list lies over the chat, and only when it is asked for. */
  isShown: boolean;
  onNew: () => void;
  onOpen: (id: ConversationId) => void;
  /** Back to the chat beside it. */
  onLeave: () => void;
  onRename: (id: ConversationId, title: string) => void;
  onDelete: (conversation: ConversationSummary) => void;
}

export function ConversationList(props: ConversationListProps) {
  const { isShown, onNew, onLeave } = props;
  const { t } = useI18n();
  const [query, setQuery] = useState('');
  const summaries = useChat((state) => state.summaries);
  const error = useChat((state) => state.listError);
  const refresh = useChat((state) => state.refreshList);
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isShown) search.current?.focus();
  }, [isShown]);
  const wanted = query.trim().toLocaleLowerCase();
  const found = useMemo(
    () => (wanted ? summaries?.filter(({ title }) => title.toLocaleLowerCase().includes(wanted)) : summaries),
    [summaries, wanted],
  );
  return (
    <>
      {isShown ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={t.common.close}
          onClick={onLeave}
          className="absolute inset-0 z-30 bg-backdrop md:hidden"
        />
      ) : null}
      <nav
        aria-label={t.chat.conversations}
        className={clsx(
          'flex h-full w-64 shrink-0 flex-col border-line border-r bg-canvas',
          'max-md:absolute max-md:inset-y-0 max-md:left-0 max-md:z-40',
          // Seen at once when it comes, so that its search can take the focus; and until it is out of sight when it goes.
          isShown
            ? 'max-md:transition-[translate]'
            : 'max-md:invisible max-md:-translate-x-full max-md:transition-[translate,visibility]',
        )}
      >
        <div className="flex items-center gap-1 px-3 pt-3 pb-2">
          <TextField
            ref={search}
            type="search"
            spellCheck={false}
            label={t.chat.search}
            hideLabel
            placeholder={t.chat.search}
            value={query}
            onChange={setQuery}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              // Never on to the answer that is arriving: Escape belongs to what has the focus.
              event.preventDefault();
              if (query) setQuery('');
              else onLeave();
            }}
            // The browser's own cross takes the place of the glass.
            end={query ? null : <Search aria-hidden size={14} className="pointer-events-none mr-2 text-ink-faint" />}
            className="flex-1"
          />
          <IconButton icon={SquarePen} label={t.chat.newChat} side="bottom" onClick={onNew} />
        </div>
        {found ? (
          <ConversationRows
            {...props}
            conversations={found}
            empty={wanted ? t.chat.noMatch(query.trim()) : t.chat.noConversations}
          />
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
    </>
  );
}
