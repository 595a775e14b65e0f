import { jsonLines } from './framing.ts';
import {
  countOf,
  type Fields,
  type FinishReason,
  fieldsOf,
  isFilled,
  type Note,
  type Reading,
  says,
} from './reading.ts';

const reasons: ReadonlyMap<unknown, FinishReason> = new Map([
  ['stop', 'stop'],
  ['length', 'length'],
]);

/** A chat has a message, a completed text stands beside it. */
function noteOf(line: Fields): Note {
  const { error, message, response, thinking, done } = line;
  if (isFilled(error)) return { failure: line };
  const isEnd = done === true;
  const said = fieldsOf(message);
  return {
    hasContent: isEnd || says(said, 'role') || isFilled(response) || isFilled(thinking),
    ...(isEnd && { isEnd, usage: line, usualFinish: reasons.get(line['done_reason'] ?? 'stop') ?? 'other' }),
    ...(isFilled(said['tool_calls']) && { finish: 'tool-calls' }),
  };
}

/** https://docs.ollama.com/api */
export const ollamaReading: Reading = {
  framing: jsonLines,
  notable: /"tool_calls"|"done"\s*:\s*true|"error"\s*:\s*[{"]/,
  event: noteOf,
  body: (body) => (body['done'] === true ? noteOf(body) : { failure: body }),
  counts: (usage) => ({
    inputTokens: countOf(usage['prompt_eval_count']),
    outputTokens: countOf(usage['eval_count']),
    reasoningTokens: null,
    cachedTokens: null,
  }),
  modelPaths: ['model'],
};

export const ollamaEmbedReading: Reading = {
  ...ollamaReading,
  counts: (usage) => ({ ...ollamaReading.counts(usage), outputTokens: 0 }),
  body: (body) =>
    Array.isArray(body['embeddings']) ? { hasContent: true, isEnd: true, usage: body } : { failure: body },
};
