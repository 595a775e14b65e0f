import { useEffect, useRef, useState } from 'react';
import type { Message } from '../../../shared/model/conversation.ts';
import type { MessageId } from '../../../shared/model/ids.ts';
import { useI18n } from '../../lib/i18n.ts';

/** Tells screen readers when an answer begins and how it ends, and not each word in between. */
export function Announcer({ message }: { message: Message | undefined }) {
  const { t } = useI18n();
  const streaming = useRef<MessageId>(undefined);
  const [words, setWords] = useState('');
  const id = message?.role === 'assistant' ? message.id : undefined;
  const state = message?.state;
  useEffect(() => {
    if (!id || !state) return;
    if (state === 'streaming') {
      streaming.current = id;
      setWords(t.chat.announce.started);
    } else if (streaming.current === id) {
      // Only what was seen to run is news when it ends.
      streaming.current = undefined;
      setWords(t.chat.announce[state]);
    }
  }, [id, state, t]);
  return (
    <p role="status" className="sr-only">
      {words}
    </p>
  );
}
