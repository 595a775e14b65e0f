import './chat.css';
import { MessagesSquare, Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ConversationSummary } from '../../../shared/model/conversation.ts';
import type { ConversationId } from '../../../shared/model/ids.ts';
import { openAddProvider } from '../../app/add-provider.ts';
import { navigate, useRoute } from '../../app/navigation.ts';
import { toastError } from '../../app/toast-error.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { isDialogOpen } from '../../lib/open-dialog.ts';
import { useProviders } from '../providers/store.ts';
import { Announcer } from './Announcer.tsx';
import { ChatComposer } from './ChatComposer.tsx';
import { ConversationList } from './ConversationList.tsx';
import { MessageColumn } from './MessageColumn.tsx';
import { chatStore, useChat } from './store.ts';

const openConversation = (id: ConversationId): void => navigate({ room: 'chat', conversationId: id });
const newConversation = (): void => navigate({ room: 'chat' });

export function ChatRoom() {
  const { t } = useI18n();
  const { room, conversationId } = useRoute();
  const id = room === 'chat' ? (conversationId as ConversationId | undefined) : undefined;
  const title = useChat((state) => state.summaries?.find((summary) => summary.id === id)?.title);
  const hasProvider = useProviders((state) => (state.providers ? state.providers.length > 0 : null));
  const refreshProviders = useProviders((state) => state.refresh);
  const { refreshList, openConversation: load, rename, remove, restore } = chatStore.getState();
  const box = useRef<HTMLTextAreaElement>(null);

  useEffect(() => void Promise.all([refreshList(), refreshProviders()]), [refreshList, refreshProviders]);
  useEffect(() => {
    if (id) void load(id);
  }, [id, load]);
  // In another conversation, or with the first provider just added, the next thing is to write.
  useEffect(() => {
    if ((id || hasProvider) && !isDialogOpen()) box.current?.focus({ preventScroll: true });
  }, [id, hasProvider]);

  const onDelete = (deleted: ConversationSummary): void => {
    if (deleted.id === id) newConversation();
    remove(deleted.id).then(
      () =>
        toast({
          title: t.chat.deleted,
          description: deleted.title,
          action: {
            label: t.common.undo,
            run: () => void restore(deleted.id).then(() => openConversation(deleted.id), toastError),
          },
        }),
      toastError,
    );
  };

  return (
    <div className="flex h-full">
      <ConversationList
        currentId={id}
        onNew={() => {
          newConversation();
          box.current?.focus();
        }}
        onOpen={openConversation}
        onRename={(renamed, next) => void rename(renamed, next).catch(toastError)}
        onDelete={onDelete}
      />
      <div className="flex min-w-0 flex-1 flex-col">
        <header className={id ? 'flex h-11 shrink-0 items-center border-line border-b px-6' : 'sr-only'}>
          <h1 tabIndex={-1} className="w-full truncate text-center font-medium text-ink-muted text-sm">
            {title ?? t.chat.newChat}
          </h1>
        </header>
        <Announcer conversationId={id} />
        {id ? <MessageColumn id={id} /> : <Start hasProvider={hasProvider} />}
        {hasProvider || id ? <ChatComposer id={id} box={box} /> : null}
      </div>
    </div>
  );
}

function Start({ hasProvider }: { hasProvider: boolean | null }) {
  const { t } = useI18n();
  if (hasProvider === false) {
    return (
      <div className="grid min-h-0 flex-1 place-items-center">
        <EmptyState
          icon={MessagesSquare}
          title={t.chat.noProvider.title}
          body={t.chat.noProvider.body}
          action={
            <Button variant="primary" icon={Plus} onClick={openAddProvider}>
              {t.chat.noProvider.action}
            </Button>
          }
        />
      </div>
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-1.5 px-6 text-center">
      {hasProvider ? (
        <>
          <p className="font-semibold text-2xl">{t.chat.greeting}</p>
          <p className="max-w-md text-balance text-ink-muted text-sm">{t.chat.greetingBody}</p>
        </>
      ) : null}
    </div>
  );
}
