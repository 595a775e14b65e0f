import { type ReadChat, readChat } from '../../../../electron/server/openai/read-chat.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';

export const user = { role: 'user', content: 'Hi' };

/** A question with these members besides. */
export const ask = (members: Record<string, unknown> = {}): ReadChat =>
  readChat({ model: 'm', messages: [user], ...members });

export const promptOf = (...messages: unknown[]) => ask({ messages }).prompt;

/** The code and the field of what is thrown. */
export function refusal(run: () => unknown): { code: string; param: unknown; message: string } {
  try {
    run();
  } catch (thrown) {
    if (thrown instanceof AppError) {
      return { code: thrown.code, param: thrown.details?.['param'], message: thrown.message };
    }
    throw thrown;
  }
  throw new Error('nothing was thrown');
}
