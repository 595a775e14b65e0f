import './chat.css';
import { useEffect, useRef, useState } from 'react';
import type { ConversationId } from '../../../shared/model/ids.ts';
import { navigate, useRoute } from '../../app/navigation.ts';
import { toastError } from '../../app/toast-error.ts';
import { useI18n } from '../../lib/i18n.ts';
import { isDialogOpen } from '../../lib/open-dialog.ts';
import { isForChat } from '../models/model-state.ts';
import { useModels } from '../models/store.ts';
import { useProviders } from '../providers/store.ts';
import { Announcer } from './Announcer.tsx';
import { ChatComposer } from './ChatComposer.tsx';
import { ChatHeader } from './ChatHeader.tsx';
import { ChatStart, ProvidersFailure } from './ChatStart.tsx';
import { ConversationList } from './ConversationList.tsx';
import { GoneConversation } from './GoneConversation.tsx';
import { MessageColumn } from './MessageColumn.tsx';
import { chatStore, useChat } from './store.ts';
import { useDeleteConversation } from './use-delete-conversation.ts';

/** Whether there is anything that could answer; null while that is not known. */
function useCanAsk(): boolean | null {
  const hasProvider = useProviders((state) => (state.providers ? state.providers.length > 0 : null));
  const hasLocal = useModels(({ models, error }) => (models ? models.some(isForChat) : error ? false : null));
  if (hasProvider || hasLocal) return true;
  return hasProvider === null || hasLocal === null ? null : false;
}

export function ChatRoom() {
  const { t } = useI18n();
  const { room, conversationId } = useRoute();
  const id = room === 'chat' ? conversationId : undefined;
  const title = useChat((state) => state.summaries?.find((summary) => summary.id === id)?.title);
  const status = useChat((state) => (id ? state.open[id]?.status : undefined));
  const isGone = status === 'gone' || status === 'lost';
  const canAsk = useCanAsk();
  const refreshProviders = useProviders((state) => state.refresh);
  const refreshModels = useModels((state) => state.refresh);
  const { refreshList, openConversation: load, rename } = chatStore.getState();
  const onDelete = useDeleteConversation();
  const [isListShown, setListShown] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const listButton = useRef<HTMLButtonElement>(null);

  useEffect(
    () => void Promise.all([refreshList(), refreshProviders(), refreshModels()]),
    [refreshList, refreshProviders, refreshModels],
  );
  useEffect(() => {
    if (id) void load(id);
  }, [id, load]);
  // In another conversation, or with the first model just found, the next thing is to write.
  useEffect(() => {
    if ((id || canAsk) && !isDialogOpen()) box.current?.focus({ preventScroll: true });
  }, [id, canAsk]);

  const goTo = (next: ConversationId | undefined): void => {
    setListShown(false);
    navigate(next ? { room: 'chat', conversationId: next } : { room: 'chat' });
    box.current?.focus({ preventScroll: true });
  };
  const leaveList = (): void => {
    setListShown(false);
    (box.current ?? listButton.current)?.focus({ preventScroll: true });
  };

  return (
    <div className="relative flex h-full overflow-hidden">
      <ConversationList
        currentId={id}
        isShown={isListShown}
        onNew={() => goTo(undefined)}
        onOpen={goTo}
        onLeave={leaveList}
        onRename={(renamed, next) => void rename(renamed, next).catch(toastError)}
        onDelete={onDelete}
      />
      <div data-chat-column className="flex min-w-0 flex-1 flex-col">
        <ChatHeader
          title={title ?? (id ? t.chat.conversation : t.chat.newChat)}
          isNew={!id}
          isListShown={isListShown}
          onShowList={() => setListShown(true)}
          onNew={() => goTo(undefined)}
          listButton={listButton}
        />
        <Announcer conversationId={id} />
        {id && isGone ? (
          <GoneConversation key={id} id={id} />
        ) : (
          <>
            {id ? <MessageColumn id={id} /> : <span className="min-h-0 flex-1" />}
            {id ? null : <ChatStart canAsk={canAsk} />}
            <ProvidersFailure />
            {canAsk || id ? <ChatComposer id={id} box={box} /> : null}
            {/* Holds an empty chat a little above the middle, with its box under the greeting. */}
            {id ? null : <span className="min-h-0 flex-[1.2]" />}
          </>
        )}
      </div>
    </div>
  );
}
