import { useState } from 'react';
import type { Message } from '../../../shared/model/conversation.ts';
import type { ConversationId, MessageId } from '../../../shared/model/ids.ts';
import { useI18n } from '../../lib/i18n.ts';
import { useLastMessage } from './store.ts';

type State = Message['state'];
type Announcement = 'started' | Exclude<State, 'streaming'>;

interface Heard {
  id: MessageId | undefined;
  state: State | undefined;
  announcement: Announcement | undefined;
}

/** What is news about the last message, after what was heard before: an end only when its beginning was seen. */
function announcementFor(before: Heard, id: MessageId | undefined, state: State | undefined): Announcement | undefined {
  if (state === 'streaming') return 'started';
  return id && before.id === id && before.state === 'streaming' ? state : undefined;
}

/** Tells screen readers when an answer begins and how it ends, and not each word in between. */
export function Announcer({ conversationId }: { conversationId: ConversationId | undefined }) {
  const { t } = useI18n();
  const { id, state } = useLastMessage(conversationId);
  const [heard, setHeard] = useState<Heard>({ id: undefined, state: undefined, announcement: undefined });
  if (id !== heard.id || state !== heard.state) {
    setHeard({ id, state, announcement: announcementFor(heard, id, state) });
  }
  return <output className="sr-only">{heard.announcement ? t.chat.announce[heard.announcement] : ''}</output>;
}
