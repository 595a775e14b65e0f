import type { AppContract } from '../../../shared/contract/contract.ts';
import type { EventData } from '../../../shared/contract/define.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { MessageId } from '../../../shared/model/ids.ts';
import type { TaskType } from '../../../shared/model/routing.ts';
import type { Store } from '../../store/open-store.ts';
import type { DomainHandlers } from '../router.ts';

export interface VotesOptions {
  store: Pick<Store, 'votes' | 'messages' | 'requests'>;
  /** Where the request's own plan does not say what it is about. */
  guessTask(text: string): TaskType;
  onChange(changed: EventData<AppContract, 'votes.changed'>): void;
  now?(): number;
}

export function votesHandlers({
  store: { votes, messages, requests },
  guessTask,
  onChange,
  now = Date.now,
}: VotesOptions): DomainHandlers<AppContract, 'votes'> {
  /** Who answered, and to what kind of question. */
  const about = (id: MessageId) => {
    const message = messages.get(id);
    if (!message) throw new AppError('NOT_FOUND', `There is no message ${id}. It may have been deleted.`);
    const { target, state, parentId } = message;
    if (!target) throw noAnswer('This message is no answer of a model. Choose an answer.');
    if (state === 'streaming') throw noAnswer('This answer is not finished. Wait for its end.');
    const route = requests.routeOfMessage(id);
    const answered = route?.attempts.findLast(({ outcome }) => outcome === 'answered');
    const question = parentId === null ? undefined : messages.get(parentId);
    return { target: answered?.target ?? target, task: route?.plan.task ?? guessTask(question?.text ?? '') };
  };

  return {
    'votes.set'({ messageId, value }) {
      if (value === null) {
        votes.delete(messageId);
        onChange({ messageId, value });
        return null;
      }
      const vote = { messageId, ...about(messageId), value, at: now() };
      votes.put(vote);
      onChange({ messageId, value });
      return vote;
    },
    'votes.of': ({ conversationId }) => votes.ofConversation(conversationId),
  };
}

const noAnswer = (message: string): AppError =>
  new AppError('VALIDATION_FAILED', message, { details: { param: 'messageId' } });
