import type { Message } from '../../../shared/model/conversation.ts';
import type { Target } from '../../../shared/model/provider.ts';

/** Who wrote the end of an answer; null for a question, and while it is not known. */
export const lastSpeaker = ({ target, seams }: Pick<Message, 'target' | 'seams'>): Target | null => {
  const last = seams.at(-1);
  return last ? last.target : target;
};
