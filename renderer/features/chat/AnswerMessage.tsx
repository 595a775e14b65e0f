import { memo } from 'react';
import type { Message } from '../../../shared/model/conversation.ts';
import type { Target } from '../../../shared/model/provider.ts';
import { Button } from '../../components/Button.tsx';
import { Callout } from '../../components/Callout.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Markdown } from '../../components/markdown/Markdown.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { AnswerFooter } from './AnswerFooter.tsx';
import { AnswerWait } from './AnswerWait.tsx';
import { openTargetWords } from './open-target.ts';
import { Reasoning } from './Reasoning.tsx';

export interface AnswerMessageProps {
  message: Message;
  /** Only the last answer can be asked for again: an earlier one has a conversation behind it. */
  isLast: boolean;
  onRetry: (message: Message) => Promise<void>;
  onOpenTarget: (target: Target) => void;
}

/** How the answer ended, when it did not end well. */
function Ending({ message, isLast, onRetry, onOpenTarget }: AnswerMessageProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const retry = isLast ? (
    <Button size="sm" onClick={() => void onRetry(message)}>
      {t.common.retry}
    </Button>
  ) : null;
  switch (message.state) {
    case 'streaming':
      return null;
    case 'complete':
      return message.text ? null : <p className="text-ink-faint text-sm italic">{t.chat.emptyAnswer}</p>;
    case 'stopped':
      return <p className="mt-3 text-ink-faint text-sm">{t.chat.stopped}</p>;
    case 'interrupted':
      return <Callout tone="warning" title={t.chat.interrupted} action={retry} className="mt-4" />;
    case 'failed': {
      const { target } = message;
      const actions = (
        <>
          {retry}
          {target ? (
            <Button size="sm" variant="ghost" onClick={() => onOpenTarget(target)}>
              {openTargetWords(target, i18n)}
            </Button>
          ) : null}
        </>
      );
      return <ErrorText error={message.failure} actions={actions} className={message.text ? 'mt-4' : undefined} />;
    }
    default: {
      const never: never = message.state;
      return never;
    }
  }
}

export const AnswerMessage = memo(function AnswerMessage(props: AnswerMessageProps) {
  const { message, isLast, onRetry } = props;
  const { t } = useI18n();
  const isStreaming = message.state === 'streaming';
  const isWaiting = isStreaming && message.text === '' && message.reasoning === '';
  return (
    <article aria-label={t.chat.assistant} aria-busy={isStreaming} className="group/answer">
      {message.reasoning ? (
        <Reasoning text={message.reasoning} isThinking={isStreaming && message.text === ''} />
      ) : null}
      {isWaiting ? <AnswerWait target={message.target} /> : null}
      {message.text ? <Markdown text={message.text} isStreaming={isStreaming} /> : null}
      <Ending {...props} />
      {/* The room of the footer is held from the start, so that nothing moves when the answer ends. */}
      {isStreaming ? (
        <div className="mt-2 h-7" />
      ) : (
        <AnswerFooter message={message} isLast={isLast} onRetry={isLast ? () => void onRetry(message) : undefined} />
      )}
    </article>
  );
});
