import type { Message } from '../../../shared/model/conversation.ts';
import type { AskedTarget, Target } from '../../../shared/model/provider.ts';
import { Button } from '../../components/Button.tsx';
import { Callout } from '../../components/Callout.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { errorWords } from '../../lib/error-words.ts';
import { type I18n, useI18n } from '../../lib/i18n.ts';
import { ContinueButtons } from './ContinueButtons.tsx';
import { lastSpeaker } from './last-speaker.ts';
import { openTargetWords } from './open-target.ts';

export interface AnswerEndingProps {
  message: Message;
  /** Only the last answer can be asked for again or gone on with: an earlier one has a conversation behind it. */
  isLast: boolean;
  /** The conversation stays on this computer. */
  isLocalOnly: boolean;
  onRetry: (message: Message) => Promise<void>;
  onContinue: (message: Message, target: AskedTarget) => Promise<void>;
  onOpenTarget: (target: Target) => void;
}

function wordsFor({ state, failure }: Message, i18n: I18n): string {
  const { chat } = i18n.t;
  if (state === 'failed') return errorWords(failure, i18n).title;
  return state === 'interrupted' ? chat.interrupted : chat.stopped;
}

/** How the answer ended, when it did not end well, and the ways on. */
export function AnswerEnding({ message, isLast, isLocalOnly, onRetry, onContinue, onOpenTarget }: AnswerEndingProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const { state, text, failure, continueFailure } = message;
  const goOn =
    isLast && text ? <ContinueButtons message={message} isLocalOnly={isLocalOnly} onContinue={onContinue} /> : null;
  const retry = isLast ? (
    <Button size="sm" variant={goOn ? 'ghost' : 'secondary'} onClick={() => void onRetry(message)}>
      {t.common.retry}
    </Button>
  ) : null;
  const ways = (
    <>
      {goOn}
      {retry}
    </>
  );
  if (state !== 'streaming' && continueFailure) {
    return (
      <>
        <p className="mt-3 text-ink-faint text-sm">{wordsFor(message, i18n)}</p>
        <ErrorText error={continueFailure} actions={ways} className="mt-3" />
      </>
    );
  }
  switch (state) {
    case 'streaming':
      return null;
    case 'complete':
      return text ? null : <p className="text-ink-faint text-sm italic">{t.chat.emptyAnswer}</p>;
    case 'stopped':
      return (
        <div className="mt-3 flex flex-wrap items-center gap-2 text-ink-faint text-sm">
          <span className="mr-1">{t.chat.stopped}</span>
          {goOn}
        </div>
      );
    case 'interrupted':
      return (
        <Callout tone="warning" title={t.chat.interrupted} className="mt-4">
          {isLast ? <div className="mt-2 flex flex-wrap gap-2">{ways}</div> : null}
        </Callout>
      );
    case 'failed': {
      const target = lastSpeaker(message);
      const actions = (
        <>
          {ways}
          {target ? (
            <Button size="sm" variant="ghost" onClick={() => onOpenTarget(target)}>
              {openTargetWords(target, i18n)}
            </Button>
          ) : null}
        </>
      );
      return <ErrorText error={failure} actions={actions} className={text ? 'mt-4' : undefined} />;
    }
    default: {
      const never: never = state;
      return never;
    }
  }
}
