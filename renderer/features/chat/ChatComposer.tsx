import { type RefObject, useEffect, useEffectEvent } from 'react';
import type { ConversationId } from '../../../shared/model/ids.ts';
import type { Target } from '../../../shared/model/provider.ts';
import { navigate } from '../../app/navigation.ts';
import { updateSettings } from '../../app/settings-store.ts';
import { toastError } from '../../app/toast-error.ts';
import { isDialogOpen } from '../../lib/open-dialog.ts';
import { Composer } from './Composer.tsx';
import { chatStore, useLastMessage } from './store.ts';
import { useTarget } from './use-target.ts';

interface ChatComposerProps {
  /** Undefined: what is sent begins a new conversation. */
  id: ConversationId | undefined;
  box: RefObject<HTMLTextAreaElement | null>;
}

/** The box of a conversation, with the model that will answer and the way to stop it. */
export function ChatComposer({ id, box }: ChatComposerProps) {
  const place = id ?? 'new';
  const { target, setTarget } = useTarget(place);
  const { id: lastId, state } = useLastMessage(id);
  const { send, stop } = chatStore.getState();
  const onStop = lastId && state === 'streaming' ? () => void stop(lastId).catch(toastError) : undefined;
  useStopOnEscape(onStop);

  const onSend = async (text: string, to: Target): Promise<void> => {
    const sentTo = await send({ ...(id ? { conversationId: id } : {}), text, target: to });
    if (!id) navigate({ room: 'chat', conversationId: sentTo }, { replace: true });
    updateSettings({ defaultTarget: to }).catch(() => {
      // Only the next first choice is lost, and the message is on its way.
    });
  };

  return (
    <Composer
      key={place}
      place={place}
      target={target}
      onTarget={setTarget}
      onSend={onSend}
      onStop={onStop}
      box={box}
    />
  );
}

function useStopOnEscape(onStop: (() => void) | undefined): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent): void => {
    // An open menu or dialog takes Escape for itself.
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    if (isDialogOpen() || document.querySelector('[role="menu"], [role="listbox"]')) return;
    onStop?.();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKeyDown(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
