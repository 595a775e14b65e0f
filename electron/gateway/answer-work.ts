import type { AnswerDelta } from '../../shared/model/conversation.ts';
import { type LanguageCall, type LanguagePart, languageWork } from './language-work.ts';
import { type GatewayMessage, toPrompt } from './messages.ts';
import type { AnswerResult } from './request.ts';
import type { Work } from './work.ts';

export interface AnswerCall extends Pick<LanguageCall, 'parameters' | 'onUnsupported' | 'onWarnings'> {
  messages: readonly GatewayMessage[];
}

/** An answer in a conversation: its words, and what was thought before. */
export const answerWork = ({ messages, ...call }: AnswerCall): Work<AnswerDelta, AnswerResult> => {
  const work = languageWork({ ...call, prompt: toPrompt(messages), defaults: 'model' });
  return {
    ...work,
    copy: {
      dialect: 'answer',
      question: () => ({ messages, parameters: call.parameters ?? {}, onUnsupported: call.onUnsupported ?? 'drop' }),
      write: (items, result) => Buffer.from(JSON.stringify({ items, result })),
      read: (kept) => JSON.parse(kept.toString()) as { items: AnswerDelta[]; result: AnswerResult },
    },
    run: (asked, emit) =>
      work.run(asked, (part) => {
        const delta = deltaOf(part);
        return delta && emit(delta);
      }),
  };
};

function deltaOf(part: LanguagePart): AnswerDelta | undefined {
  // Tool calls, sources and files have no place in a conversation yet; starts and ends of blocks carry nothing.
  if (part.type !== 'text-delta' && part.type !== 'reasoning-delta') return undefined;
  if (part.delta === '') return undefined;
  return { kind: part.type === 'text-delta' ? 'text' : 'reasoning', text: part.delta };
}
