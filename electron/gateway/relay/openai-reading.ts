import type { TokenCounts } from '../work.ts';
import { serverSentEvents } from './framing.ts';
import {
  countOf,
  type Fields,
  type FinishReason,
  fieldsOf,
  isFields,
  isFilled,
  listOf,
  type Note,
  type Reading,
  says,
} from './reading.ts';

const reasons: ReadonlyMap<unknown, FinishReason> = new Map([
  ['stop', 'stop'],
  // Of servers that name the token instead.
  ['eos', 'stop'],
  ['length', 'length'],
  ['content_filter', 'content-filter'],
  ['tool_calls', 'tool-calls'],
  ['function_call', 'tool-calls'],
]);

/** Some count in a member of their own, which the others would not know: `x_…`. */
function usageOf(answer: Fields): Fields | undefined {
  const own = Object.entries(answer).flatMap(([name, value]) =>
    name.startsWith('x_') ? [fieldsOf(value)['usage']] : [],
  );
  return [answer['usage'], ...own].find(isFields);
}

/** Of completions and chat alike: a text, or a message that comes whole or in pieces. */
function noteOf(answer: Fields): Note {
  const failure = answer['error'] ?? (answer['object'] === 'error' ? answer : undefined);
  if (isFilled(failure)) return { failure };
  const choices = listOf(answer['choices']);
  const [reason] = choices.map((choice) => choice['finish_reason']).filter(isFilled);
  // A router's word for an upstream that failed.
  if (reason === 'error') return { failure: answer };
  const usage = usageOf(answer);
  const parts = choices.flatMap((choice) => [fieldsOf(choice['delta']), fieldsOf(choice['message'])]);
  const isSaid = parts.some((part) => says(part, 'role')) || choices.some(({ text }) => isFilled(text));
  const isTurnedDown = parts.some(({ refusal }) => isFilled(refusal));
  const finish = isTurnedDown ? 'content-filter' : (reasons.get(reason) ?? 'other');
  return {
    hasContent: isSaid || (reason !== undefined && reason !== 'content_filter'),
    ...(reason !== undefined && { finish, isEnd: true }),
    usage,
    isOnlyUsage: usage !== undefined && Array.isArray(answer['choices']) && choices.length === 0,
  };
}

function counts(usage: Fields): TokenCounts {
  const input = countOf(usage['prompt_tokens']);
  const output = countOf(usage['completion_tokens']);
  const reasoning =
    countOf(fieldsOf(usage['completion_tokens_details'])['reasoning_tokens']) ?? countOf(usage['reasoning_tokens']);
  // Some count thoughts beside the answer; their sum shows it.
  const isBeside = reasoning !== null && countOf(usage['total_tokens']) === (input ?? 0) + (output ?? 0) + reasoning;
  return {
    inputTokens: input,
    outputTokens: output !== null && isBeside ? output + reasoning : output,
    reasoningTokens: reasoning,
    cachedTokens:
      countOf(fieldsOf(usage['prompt_tokens_details'])['cached_tokens']) ?? countOf(usage['prompt_cache_hit_tokens']),
  };
}

/** https://platform.openai.com/docs/api-reference/chat-streaming */
export const openAiChatReading: Reading = {
  framing: serverSentEvents,
  notable: /"(usage|error)"\s*:\s*[{"]|"finish_reason"\s*:\s*"|"object"\s*:\s*"error"|\[DONE\]/,
  event: noteOf,
  body: (body) => (Array.isArray(body['choices']) ? noteOf(body) : { failure: body['error'] ?? body }),
  counts,
  modelPaths: ['model'],
};

/** https://platform.openai.com/docs/api-reference/embeddings/object */
export const openAiEmbeddingsReading: Reading = {
  ...openAiChatReading,
  // Vectors are no tokens, and nobody counts them.
  counts: (usage) => ({ ...counts(usage), outputTokens: 0 }),
  body: (body) =>
    Array.isArray(body['data'])
      ? { hasContent: true, isEnd: true, usage: fieldsOf(body['usage']) }
      : { failure: body['error'] ?? body },
};
