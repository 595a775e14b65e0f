import { memo, useState } from 'react';
import type { Message } from '../../../shared/model/conversation.ts';
import { Button } from '../../components/Button.tsx';
import { useI18n } from '../../lib/i18n.ts';

/** A pasted file should not push the answer out of sight. */
const foldAt = 4000;
const shownWhenFolded = 1500;

export const UserMessage = memo(function UserMessage({ message }: { message: Message }) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  const isLong = message.text.length > foldAt;
  const text = isLong && !isOpen ? `${message.text.slice(0, shownWhenFolded).trimEnd()} …` : message.text;
  return (
    <article aria-label={t.chat.you} className="flex flex-col items-end">
      <div className="max-w-[85%] rounded-xl bg-hover px-4 py-2.5">
        <p dir="auto" className="wrap-anywhere whitespace-pre-wrap text-md leading-relaxed">
          {text}
        </p>
        {isLong ? (
          <Button
            variant="ghost"
            size="sm"
            className="mt-1 -ml-2.5"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? t.chat.showLess : t.chat.showAll}
          </Button>
        ) : null}
      </div>
    </article>
  );
});
