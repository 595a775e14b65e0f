import { AppError } from '../../shared/errors/app-error.ts';
import type { Message, Seam } from '../../shared/model/conversation.ts';
import type { MessageId } from '../../shared/model/ids.ts';
import type { GatewayMessage } from '../gateway/messages.ts';

/** Why it is asked for and not begun for the model: docs/decisions/going-on-elsewhere.md. */
export const goOn: GatewayMessage = {
  role: 'user',
  text:
    'Your last answer broke off. Go on with it from the very character where it stops, in the same language and ' +
    'form. Do not repeat any of it, do not comment on this, and write nothing but the rest.',
};

/** The seams of an answer once somebody goes on with it. Throws where that cannot be done. */
export function withSeam(answer: Message, lastId: MessageId | undefined, target: Seam['target']): Seam[] {
  const { role, state, text, seams } = answer;
  if (role !== 'assistant' || state === 'complete' || text === '') {
    throw new AppError(
      'VALIDATION_FAILED',
      'Only an answer that broke off with some words can be gone on with. Ask for it again instead.',
      { details: { param: 'messageId' } },
    );
  }
  if (state === 'streaming')
    throw new AppError('CONFLICT', 'This answer is still being given. Wait for it, or stop it.');
  if (answer.id !== lastId) {
    throw new AppError(
      'CONFLICT',
      'The conversation has gone on after this answer. Only the last answer can be gone on with.',
    );
  }
  return [...seams, { at: text.length, target, after: state }];
}
