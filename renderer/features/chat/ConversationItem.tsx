import clsx from 'clsx';
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { ConversationSummary } from '../../../shared/model/conversation.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { focusConversation } from './conversation-focus.ts';

export interface ConversationItemProps {
  conversation: ConversationSummary;
  isCurrent: boolean;
  /** The one row of the list that Tab reaches. */
  isTabStop: boolean;
  onOpen: () => void;
  onRename: (title: string) => void;
  onDelete: () => void;
  /** Escape: away from the list. */
  onLeave: () => void;
  /** Up or down to the next conversation. */
  onMove: (step: 1 | -1) => void;
}

export function ConversationItem(props: ConversationItemProps) {
  const { conversation, isCurrent, isTabStop, onOpen, onRename, onDelete, onLeave, onMove } = props;
  const { t } = useI18n();
  const [isRenaming, setRenaming] = useState(false);
  const { title, isAnswering } = conversation;

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'F2') setRenaming(true);
    else if (event.key === 'Delete') onDelete();
    else if (event.key === 'Escape') onLeave();
    else if (event.key === 'ArrowDown') onMove(1);
    else if (event.key === 'ArrowUp') onMove(-1);
    else return;
    event.preventDefault();
  };

  if (isRenaming) {
    return (
      <TitleField
        title={title}
        onDone={(next, isByKey) => {
          setRenaming(false);
          if (next && next !== title) onRename(next);
          // A click elsewhere has put the focus there.
          if (isByKey) focusConversation(conversation.id);
        }}
      />
    );
  }
  return (
    <div
      className={clsx(
        'group relative flex h-8 items-center rounded-md transition-colors',
        isCurrent ? 'bg-selected' : 'hover:bg-hover has-data-popup-open:bg-hover',
      )}
    >
      <button
        type="button"
        data-conversation={conversation.id}
        aria-current={isCurrent ? 'page' : undefined}
        tabIndex={isTabStop ? 0 : -1}
        onClick={onOpen}
        onDoubleClick={() => setRenaming(true)}
        onKeyDown={onKeyDown}
        title={title}
        className={clsx(
          'flex h-full min-w-0 flex-1 items-center gap-2 rounded-md px-2.5 text-left text-sm',
          'group-focus-within:pr-8 group-hover:pr-8',
          isCurrent ? 'font-medium text-ink' : 'text-ink-muted',
        )}
      >
        <span dir="auto" className="min-w-0 flex-1 truncate">
          {title}
        </span>
        {isAnswering ? (
          <>
            <span aria-hidden className="size-1.5 shrink-0 animate-pulse rounded-full bg-accent" />
            <span className="sr-only">{t.chat.answering}</span>
          </>
        ) : null}
      </button>
      <span className="absolute right-1 opacity-0 focus-within:opacity-100 group-hover:opacity-100 has-data-popup-open:opacity-100">
        <Menu
          trigger={
            <IconButton size="sm" icon={Ellipsis} label={t.chat.actionsFor(title)} tabIndex={isTabStop ? 0 : -1} />
          }
          items={[
            { label: t.common.rename, icon: Pencil, run: () => setRenaming(true) },
            { label: t.common.delete, icon: Trash2, tone: 'danger', run: onDelete },
          ]}
        />
      </span>
    </div>
  );
}

function TitleField({ title, onDone }: { title: string; onDone: (title: string, isByKey: boolean) => void }) {
  const { t } = useI18n();
  const isByKey = useRef(false);
  return (
    <input
      // The person just asked to type here.
      ref={(input) => {
        if (!input || document.activeElement === input) return;
        // After the menu has given the focus back to its button.
        requestAnimationFrame(() => {
          input.focus();
          input.select();
        });
      }}
      aria-label={t.chat.renameLabel}
      defaultValue={title}
      maxLength={200}
      dir="auto"
      onBlur={(event) => onDone(event.target.value.trim(), isByKey.current)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        event.stopPropagation();
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        if (event.key === 'Escape') event.currentTarget.value = title;
        isByKey.current = true;
        event.currentTarget.blur();
      }}
      className="h-8 w-full rounded-md border border-accent bg-surface px-2.25 text-sm outline-none"
    />
  );
}
