import clsx from 'clsx';
import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Message } from '../../../shared/model/conversation.ts';
import type { VoteValue } from '../../../shared/model/vote.ts';
import { toastError } from '../../app/toast-error.ts';
import { client } from '../../client/connect.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { createVotesStore } from './votes-store.ts';

const votes = createVotesStore(client);
const icons = { up: ThumbsUp, down: ThumbsDown } as const;

/** Whether an answer was good; a second press takes it back. In sight once it was said, else where the pointer or the focus is. */
export function VoteButtons({ message: { id, conversationId } }: { message: Message }) {
  const { t } = useI18n();
  const words = t.health.votes;
  const value = useStore(votes, ({ values }) => values[id]);
  useEffect(() => void votes.getState().load(conversationId), [conversationId]);
  const vote = (next: VoteValue): void =>
    void votes
      .getState()
      .set(id, next === value ? null : next)
      .catch(toastError);
  return (
    <fieldset
      className={clsx(
        '-mr-1.5 ml-auto flex gap-0.5 transition-opacity',
        value === undefined &&
          'opacity-0 focus-within:opacity-100 group-hover/answer:opacity-100 [@media(hover:none)]:opacity-100',
      )}
    >
      <legend className="sr-only">{words.group}</legend>
      {(['up', 'down'] as const).map((one) => (
        <IconButton
          key={one}
          size="sm"
          icon={icons[one]}
          label={words[one]}
          isPressed={value === one}
          onClick={() => vote(one)}
          className={clsx(value === one && '[&>svg]:fill-current')}
        />
      ))}
    </fieldset>
  );
}
