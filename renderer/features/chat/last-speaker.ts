import type { Message } from '../../../shared/model/conversation.ts';
import type { AskedTarget, Target } from '../../../shared/model/provider.ts';

/** Who wrote the end of an answer; null for a question, and while it is not known. */
export const lastSpeaker = ({ target, seams }: Pick<Message, 'target' | 'seams'>): Target | null => {
  const last = seams.at(-1);
  return last ? last.target : target;
};

export function isSpeaker(message: Pick<Message, 'target' | 'seams'>, asked: AskedTarget): boolean {
  const last = lastSpeaker(message);
  return 'modelId' in asked && asked.modelId === last?.modelId && asked.providerId === last.providerId;
}
