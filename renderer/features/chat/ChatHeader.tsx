import clsx from 'clsx';
import { PanelLeft, SquarePen } from 'lucide-react';
import type { Ref } from 'react';
import { IconButton } from '../../components/IconButton.tsx';
import { useI18n } from '../../lib/i18n.ts';

interface ChatHeaderProps {
  title: string;
  isNew: boolean;
  isListShown: boolean;
  onShowList: () => void;
  onNew: () => void;
  listButton: Ref<HTMLButtonElement>;
}

/** The title; in a small window also the way to the list, which has no room of its own there. */
export function ChatHeader({ title, isNew, isListShown, onShowList, onNew, listButton }: ChatHeaderProps) {
  const { t } = useI18n();
  return (
    <header
      className={clsx(
        'flex h-11 shrink-0 items-center gap-2 border-line px-3 md:px-6',
        isNew ? 'md:sr-only' : 'border-b',
      )}
    >
      <IconButton
        ref={listButton}
        icon={PanelLeft}
        label={t.chat.showList}
        side="bottom"
        aria-expanded={isListShown}
        onClick={onShowList}
        className="md:hidden"
      />
      <h1 tabIndex={-1} dir="auto" className="min-w-0 flex-1 truncate text-center font-medium text-ink-muted text-sm">
        {title}
      </h1>
      <IconButton icon={SquarePen} label={t.chat.newChat} side="bottom" onClick={onNew} className="md:hidden" />
    </header>
  );
}
