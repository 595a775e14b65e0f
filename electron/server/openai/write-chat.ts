import type { LanguagePart } from '../../gateway/language-work.ts';
import { answerId, type ChatEnd, type ChatHead, finishWord, inSeconds, usageOf } from './answer.ts';
import { logprobsIn } from './logprobs.ts';
import { createCalls } from './tool-calls.ts';

/** The whole answer at once, ready to be sent. */
export async function writeChat(
  answer: AsyncIterator<LanguagePart, ChatEnd, void>,
  { id, model, createdAt }: ChatHead,
): Promise<string> {
  const calls = createCalls();
  const logprobs: unknown[] = [];
  let text = '';
  let thought = '';
  let step = await answer.next();
  for (; !step.done; step = await answer.next()) {
    const item = step.value;
    if (item.type === 'text-delta') {
      text += item.delta;
      logprobs.push(...logprobsIn(item.providerMetadata));
    } else if (item.type === 'reasoning-delta') thought += item.delta;
    else calls.take(item);
  }
  calls.end();

  const { finishReason, usage } = step.value;
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
}
