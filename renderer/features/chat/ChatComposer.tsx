import { type RefObject, useEffect, useEffectEvent } from 'react';
import type { ConversationId } from '../../../shared/model/ids.ts';
import { isAt, navigate } from '../../app/navigation.ts';
import { updateSettings } from '../../app/settings-store.ts';
import { toastError } from '../../app/toast-error.ts';
import { isDialogOpen } from '../../lib/open-dialog.ts';
import { Composer } from './Composer.tsx';
import { isModel } from './route-choices.ts';
import { chatStore, outbox, useLastMessage } from './store.ts';
import { forgetNewLocalOnly, useLocalOnly } from './use-local-only.ts';
import { stickToEnd } from './use-stick-to-bottom.ts';
import { movePick, useTarget } from './use-target.ts';

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
  const { isLocalOnly, setLocalOnly } = useLocalOnly(place);
  const { stop } = chatStore.getState();
  const answering =
    lastId && state === 'streaming' ? { id: lastId, stop: () => void stop(lastId).catch(toastError) } : undefined;
  useStopOnEscape(box, answering?.stop);

  const onSend = async (): Promise<void> => {
    if (!target) return;
    const sentTo = await outbox.post(place, id ? { target } : { target, isLocalOnly });
    if (!sentTo) return;
    if (!id) forgetNewLocalOnly();
    // Who writes wants to see what comes of it, wherever they were reading.
    stickToEnd(sentTo);
    if (!id) {
      movePick(sentTo);
      // Who went elsewhere meanwhile stays there.
      if (isAt({ room: 'chat' })) navigate({ room: 'chat', conversationId: sentTo }, { replace: true });
    }
    // A name is chosen for a conversation, not for all that come; so is what had to stay here.
    if (!isModel(target) || isLocalOnly) return;
    updateSettings({ defaultTarget: target }).catch(() => {
      // Only the next first choice is lost, and the message is on its way.
    });
  };

  return (
    <Composer
      place={place}
      target={target}
      onTarget={setTarget}
      isLocalOnly={isLocalOnly}
      onLocalOnly={setLocalOnly}
      onSend={() => void onSend()}
      answering={answering}
      box={box}
    />
  );
}

/** Escape belongs to the answer only from its own column, and from nowhere: not from the search or the list beside it. */
function useStopOnEscape(box: RefObject<HTMLElement | null>, onStop: (() => void) | undefined): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent): void => {
    // An open menu or dialog takes Escape for itself.
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    if (isDialogOpen() || document.querySelector('[role="menu"], [role="listbox"]')) return;
    const focused = document.activeElement;
    if (focused === document.body || box.current?.closest('[data-chat-column]')?.contains(focused)) onStop?.();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKeyDown(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
