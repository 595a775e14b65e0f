import type { LanguagePart } from '../../gateway/language-work.ts';
import { answerId, type ChatEnd, type ChatHead, finishWord, inSeconds, usageOf } from './answer.ts';
import { logprobsIn } from './logprobs.ts';
import { createCalls } from './tool-calls.ts';

/** Gathers an answer, and gives it whole, ready to be sent. */
export function createWholeChatWriter({ id, model, createdAt }: ChatHead) {
  const calls = createCalls();
  const logprobs: unknown[] = [];
  let text = '';
  let thought = '';

  return {
    write(part: LanguagePart): void {
      if (part.type === 'text-delta') {
        text += part.delta;
        logprobs.push(...logprobsIn(part.providerMetadata));
      } else if (part.type === 'reasoning-delta') thought += part.delta;
      else calls.take(part);
    },

    end({ finishReason, usage }: ChatEnd): string {
      calls.end();
      const hasCalls = calls.all.length > 0;
      const message = {
        role: 'assistant',
        content: hasCalls && text === '' ? null : text,
        refusal: null,
        ...(thought !== '' && { reasoning_content: thought, reasoning: thought }),
        ...(hasCalls && {
          tool_calls: calls.all.map((call) => ({
            id: call.id,
            type: 'function',
            function: { name: call.name, arguments: call.arguments },
          })),
        }),
      };
      const choice = {
        index: 0,
        message,
        logprobs: logprobs.length > 0 ? { content: logprobs, refusal: null } : null,
        finish_reason: finishWord(finishReason, hasCalls),
      };
      const facts = { id: answerId(id), object: 'chat.completion', created: inSeconds(createdAt), model };
      return JSON.stringify({ ...facts, choices: [choice], usage: usageOf(usage) });
    },
  };
}
