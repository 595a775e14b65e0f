import type { ConversationSummary } from '../../../shared/model/conversation.ts';
import type { ConversationId } from '../../../shared/model/ids.ts';
import { isAt, navigate } from '../../app/navigation.ts';
import { toastError } from '../../app/toast-error.ts';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { focusConversation, isFocusLost } from './conversation-focus.ts';
import { chatStore } from './store.ts';

/** Deletes at once and offers the way back, which leads to where the person was. */
export function useDeleteConversation(): (conversation: ConversationSummary) => void {
  const { t } = useI18n();
  const { remove, restore } = chatStore.getState();

  const undo = async (id: ConversationId, wasOpen: boolean): Promise<void> => {
    try {
      await restore(id);
      if (wasOpen && isAt({ room: 'chat' })) navigate({ room: 'chat', conversationId: id });
      else if (isFocusLost()) focusConversation(id);
    } catch (error) {
      toastError(error);
    }
  };

  return ({ id, title }) => {
    const wasOpen = isAt({ room: 'chat', conversationId: id });
    if (wasOpen) navigate({ room: 'chat' });
    remove(id).then(
      () =>
        toast({
          title: t.chat.deleted,
          description: title,
          action: { label: t.common.undo, run: () => void undo(id, wasOpen) },
        }),
      toastError,
    );
  };
}
