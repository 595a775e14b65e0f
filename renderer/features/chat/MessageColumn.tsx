import { ArrowDown } from 'lucide-react';
import { useCallback } from 'react';
import type { Message } from '../../../shared/model/conversation.ts';
import type { ConversationId } from '../../../shared/model/ids.ts';
import type { AskedTarget } from '../../../shared/model/provider.ts';
import { toastError } from '../../app/toast-error.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { scrollable } from '../../components/markdown/scrollable.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { readyToRetry } from '../vault/with-vault.ts';
import { AnswerMessage } from './AnswerMessage.tsx';
import type { OpenConversation } from './chat-store.ts';
import { focusComposer } from './focus-composer.ts';
import { isSpeaker, lastSpeaker } from './last-speaker.ts';
import { openTarget } from './open-target.ts';
import { chatStore, useChat } from './store.ts';
import { UserMessage } from './UserMessage.tsx';
import { useLocalOnly } from './use-local-only.ts';
import { stickToEnd, useStickToBottom } from './use-stick-to-bottom.ts';
import { useTarget } from './use-target.ts';

const notYet: OpenConversation = { status: 'loading', messages: [], error: null };

export function MessageColumn({ id }: { id: ConversationId }) {
  const { t } = useI18n();
  const { status, messages, error } = useChat((state) => state.open[id]) ?? notYet;
  const { openConversation, retry, goOn } = chatStore.getState();
  const { target, setTarget } = useTarget(id);
  const { isLocalOnly } = useLocalOnly(id);
  const { scroller, content, isAtBottom, jumpToBottom } = useStickToBottom(id, status === 'ready');

  const onRetry = useCallback(
    async (message: Message) => {
      const to = target ?? (isLocalOnly ? null : lastSpeaker(message));
      if (!to || !(await readyToRetry(message.failure))) return;
      // The button goes with the answer it stands under.
      focusComposer();
      await retry(message, to).then(() => stickToEnd(id), toastError);
    },
    [retry, target, isLocalOnly, id],
  );
  const onContinue = useCallback(
    async (message: Message, to: AskedTarget) => {
      if (!(await readyToRetry(message.continueFailure ?? message.failure))) return;
      focusComposer();
      try {
        await goOn(message, to);
        // Another one who was chosen for the rest is asked for what comes next, too.
        if (!isSpeaker(message, to)) setTarget(to);
        stickToEnd(id);
      } catch (error) {
        toastError(error);
      }
    },
    [goOn, setTarget, id],
  );

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        {...scrollable(t.chat.messages)}
        className="h-full overflow-y-auto overscroll-contain -outline-offset-2 [scrollbar-gutter:stable]"
      >
        <div ref={content} className="mx-auto flex w-full max-w-prose flex-col gap-7 px-6 pt-8 pb-6 text-md">
          {status === 'loading' ? <LoadingMessages /> : null}
          {status === 'failed' ? (
            <ErrorText
              error={error}
              actions={
                <Button size="sm" onClick={() => void openConversation(id)}>
                  {t.common.retry}
                </Button>
              }
            />
          ) : null}
          {messages.map((message, index) =>
            message.role === 'user' ? (
              <UserMessage key={message.id} message={message} />
            ) : (
              <AnswerMessage
                key={message.id}
                message={message}
                isLast={index === messages.length - 1}
                isLocalOnly={isLocalOnly}
                onRetry={onRetry}
                onContinue={onContinue}
                onOpenTarget={openTarget}
              />
            ),
          )}
        </div>
      </div>
      {isAtBottom || status !== 'ready' ? null : (
        <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
          <Button
            size="sm"
            icon={ArrowDown}
            onClick={jumpToBottom}
            className="pointer-events-auto rounded-full shadow-popup"
          >
            {t.chat.jumpToLatest}
          </Button>
        </div>
      )}
    </div>
  );
}

function LoadingMessages() {
  const { t } = useI18n();
  return (
    <output aria-label={t.chat.loadingMessages} className="flex flex-col gap-3">
      <Skeleton className="mb-5 h-11 w-64 self-end rounded-xl" />
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-4 w-11/12" />
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-4 w-3/5" />
    </output>
  );
}
