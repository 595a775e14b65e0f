import { Check, Copy, RotateCcw } from 'lucide-react';
import type { AnswerFacts, Message } from '../../../shared/model/conversation.ts';
import { localProviderId } from '../../../shared/model/local-provider.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { type I18n, useI18n } from '../../lib/i18n.ts';
import { useCopy } from '../../lib/use-copy.ts';
import { SlowHint } from '../models/SlowReasons.tsx';
import { tokensPerSecond } from './answer-facts.ts';
import { lastSpeaker } from './last-speaker.ts';
import { NotAsAsked } from './NotAsAsked.tsx';
import { RouteTimeline } from './RouteTimeline.tsx';
import { VoteButtons } from './VoteButtons.tsx';

interface Fact {
  text: string;
  hint?: string;
}

/** Only what is known: an unknown number is left out, never drawn as zero. */
function factsOf(facts: AnswerFacts | null, { t, format }: I18n): Fact[] {
  if (!facts) return [];
  const { inputTokens, outputTokens, firstToken } = facts;
  const speed = tokensPerSecond(facts);
  const known: Fact[] = [];
  if (outputTokens !== null) {
    const count = format.number(outputTokens);
    const hint = inputTokens === null ? t.chat.outputTokensHint : t.chat.tokensHint(format.number(inputTokens), count);
    known.push({ text: t.chat.tokens(count), hint });
  }
  if (firstToken !== null) known.push({ text: t.chat.firstToken(format.duration(firstToken)) });
  if (speed !== null) known.push({ text: t.chat.speed(format.number(speed, speed < 10 ? 1 : 0)) });
  return known;
}

interface AnswerFooterProps {
  message: Message;
  isLast: boolean;
  onRetry: (() => void) | undefined;
}

export function AnswerFooter({ message, isLast, onRetry }: AnswerFooterProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const { isCopied, copy } = useCopy();
  const target = lastSpeaker(message);
  const model = target?.modelId;
  // What is slow now says nothing about an answer of yesterday.
  const isSlowNow = isLast && target?.providerId === localProviderId;
  // After a failure the way on stands beside what went wrong.
  const isFinished = message.state === 'complete' || message.state === 'stopped';
  const canRetry = onRetry && isFinished;
  return (
    <footer className="mt-2 flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 text-ink-faint text-xs tabular-nums">
      <span className="-ml-1.5 flex gap-0.5 empty:hidden">
        {message.text ? (
          <IconButton
            size="sm"
            icon={isCopied ? Check : Copy}
            label={isCopied ? t.common.copied : t.chat.copyAnswer}
            onClick={() => void copy(message.text)}
          />
        ) : null}
        {canRetry ? <IconButton size="sm" icon={RotateCcw} label={t.common.retry} onClick={onRetry} /> : null}
      </span>
      {model ? <span className="max-w-64 truncate font-medium text-ink-muted">{model}</span> : null}
      {factsOf(message.facts, i18n).map(({ text, hint }) => (
        <span key={text} title={hint}>
          {text}
        </span>
      ))}
      {message.facts?.route ? <RouteTimeline messageId={message.id} route={message.facts.route} /> : null}
      {model ? <NotAsAsked warnings={message.facts?.warnings ?? []} model={model} /> : null}
      {isSlowNow ? <SlowHint modelName={target.modelId} /> : null}
      {target && message.text && isFinished ? <VoteButtons message={message} /> : null}
    </footer>
  );
}
