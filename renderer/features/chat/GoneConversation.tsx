import { Trash2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ConversationId } from '../../../shared/model/ids.ts';
import { navigate } from '../../app/navigation.ts';
import { toastError } from '../../app/toast-error.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { isFocusLost } from './conversation-focus.ts';
import { chatStore, drafts, useChat } from './store.ts';

/** In place of a conversation that was deleted while it, or an address of it, was still there. */
export function GoneConversation({ id }: { id: ConversationId }) {
  const { t } = useI18n();
  const words = t.chat.gone;
  // Purged, lost with an old backup, or never there: no button brings it back.
  const isLost = useChat((state) => state.open[id]?.status === 'lost');
  const restoreButton = useRef<HTMLButtonElement>(null);
  const newChatButton = useRef<HTMLButtonElement>(null);
  // The box the person may have been typing in is gone.
  useEffect(() => {
    if (isFocusLost()) (restoreButton.current ?? newChatButton.current)?.focus();
  }, []);

  const restore = async (): Promise<void> => {
    const { restore: bringBack, openConversation } = chatStore.getState();
    try {
      await bringBack(id);
      await openConversation(id);
    } catch (error) {
      if (chatStore.getState().open[id]?.status !== 'lost') return toastError(error);
      newChatButton.current?.focus();
    }
  };
  const beginAnew = (): void => {
    drafts.move(id, 'new');
    navigate({ room: 'chat' });
  };

  return (
    <div className="grid min-h-0 flex-1 place-items-center overflow-y-auto">
      <EmptyState
        icon={Trash2}
        title={isLost ? words.lostTitle : words.title}
        body={isLost ? words.lostBody : words.body}
        action={
          <>
            {isLost ? null : (
              <Button ref={restoreButton} variant="primary" onClick={() => void restore()}>
                {words.restore}
              </Button>
            )}
            <Button ref={newChatButton} variant={isLost ? 'primary' : 'secondary'} onClick={beginAnew}>
              {t.chat.newChat}
            </Button>
          </>
        }
      />
    </div>
  );
}
