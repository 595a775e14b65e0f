import { memo } from 'react';
import { useI18n } from '../../lib/i18n.ts';
import { AnswerEnding, type AnswerEndingProps } from './AnswerEnding.tsx';
import { AnswerFooter } from './AnswerFooter.tsx';
import { AnswerText } from './AnswerText.tsx';
import { AnswerWait } from './AnswerWait.tsx';
import { Reasoning } from './Reasoning.tsx';

export const AnswerMessage = memo(function AnswerMessage(props: AnswerEndingProps) {
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
      {message.text ? <AnswerText message={message} /> : null}
      <AnswerEnding {...props} />
      {/* The room of the footer is held from the start, so that nothing moves when the answer ends. */}
      {isStreaming ? (
        <div className="mt-2 h-7" />
      ) : (
        <AnswerFooter message={message} isLast={isLast} onRetry={isLast ? () => void onRetry(message) : undefined} />
      )}
    </article>
  );
});
