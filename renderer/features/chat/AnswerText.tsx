import { Fragment } from 'react';
import type { Message, Seam } from '../../../shared/model/conversation.ts';
import { Markdown } from '../../components/markdown/Markdown.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useTargetNames } from '../routing/target-names.ts';
import { AnswerWait } from './AnswerWait.tsx';
import { partsAt } from './seam-parts.ts';

/** Who went on from here. Not selected with the text: it is no part of it. */
function SeamLine({ seam: { target } }: { seam: Seam }) {
  const { t } = useI18n();
  const names = useTargetNames();
  return (
    <p className="my-3 flex select-none items-center gap-3 text-ink-faint text-xs">
      <span aria-hidden className="h-px flex-1 bg-line" />
      <span className="max-w-[70%] truncate">
        {target ? t.chat.continue.by(names.target(target)) : t.chat.continue.going}
      </span>
      <span aria-hidden className="h-px flex-1 bg-line" />
    </p>
  );
}

/** The words of an answer, with a line where another model went on. */
export function AnswerText({ message }: { message: Pick<Message, 'text' | 'seams' | 'state'> }) {
  const { text, seams } = message;
  const isStreaming = message.state === 'streaming';
  const parts = partsAt(text, seams);
  return parts.map((part, index) => {
    const isLast = index === parts.length - 1;
    return (
      <Fragment key={index}>
        {part.seam ? <SeamLine seam={part.seam} /> : null}
        {part.text === '' && isLast && part.seam && isStreaming ? (
          <AnswerWait target={part.seam.target} />
        ) : (
          <Markdown text={part.text} isStreaming={isStreaming && isLast} />
        )}
      </Fragment>
    );
  });
}
