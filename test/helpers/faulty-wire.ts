import { chunk, usageChunk } from './upstream-wire.ts';

/** How one dialect writes an answer. */
export interface Wire {
  /** What a stream begins with, and what says nothing yet. */
  head: readonly string[];
  tokens: readonly string[];
  tail: readonly string[];
  /** The same answer at once. */
  whole: string;
  /** An event that nobody can read. */
  garbage: string;
  /** An event that says that something went wrong. */
  failure: string;
  /** The same in place of a whole answer. */
  wholeFailure: string;
  /** The same two, where too much was asked with this key. */
  limit: string;
  wholeLimit: string;
}

export interface Answer {
  words: readonly string[];
  inputTokens: number;
}

export const vectorOf = ({ inputTokens }: Answer): number[] => [inputTokens, 0.5, -0.25];

const model = 'fault';
const problem = 'The engine ran out of memory.';
const tooMuch = 'Too many requests with this key.';
const data = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;

function chat({ words, inputTokens }: Answer): Wire {
  const usage = {
    prompt_tokens: inputTokens,
    completion_tokens: words.length,
    total_tokens: inputTokens + words.length,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0 },
  };
  const message = { role: 'assistant', content: words.join('') };
  const error = { error: { message: problem, type: 'server_error', code: null } };
  const limit = { error: { message: tooMuch, type: 'requests', code: 'rate_limit_exceeded' } };
  return {
    head: [data(chunk(model, { role: 'assistant', content: '' }))],
    tokens: words.map((content) => data(chunk(model, { content }))),
    tail: [data(chunk(model, {}, 'stop')), data(usageChunk(model, usage)), 'data: [DONE]\n\n'],
    whole: JSON.stringify({ id: 'c1', model, choices: [{ index: 0, message, finish_reason: 'stop' }], usage }),
    garbage: 'data: {"choices":[{"delta":{"content":\n\n',
    failure: data(error),
    wholeFailure: JSON.stringify(error),
    limit: data(limit),
    wholeLimit: JSON.stringify(limit),
  };
}

const event = (type: string, value: object): string => `event: ${type}\n${data({ type, ...value })}`;

function messages({ words, inputTokens }: Answer): Wire {
  const usage = { input_tokens: inputTokens, output_tokens: words.length };
  const own = { id: 'm1', type: 'message', role: 'assistant', model, stop_sequence: null };
  const error = { error: { type: 'api_error', message: problem } };
  const limit = { error: { type: 'rate_limit_error', message: tooMuch } };
  return {
    head: [
      event('message_start', { message: { ...own, content: [], stop_reason: null, usage } }),
      event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    ],
    tokens: words.map((text) => event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } })),
    tail: [
      event('content_block_stop', { index: 0 }),
      event('message_delta', { delta: { stop_reason: 'end_turn', stop_sequence: null }, usage }),
      event('message_stop', {}),
    ],
    whole: JSON.stringify({
      ...own,
      content: [{ type: 'text', text: words.join('') }],
      stop_reason: 'end_turn',
      usage,
    }),
    garbage: 'event: content_block_delta\ndata: {"type":"content_block_delta","delta":{\n\n',
    failure: event('error', error),
    wholeFailure: JSON.stringify({ type: 'error', ...error }),
    limit: event('error', limit),
    wholeLimit: JSON.stringify({ type: 'error', ...limit }),
  };
}

function embeddings(answer: Answer): Wire {
  const { inputTokens } = answer;
  const embedding = [{ object: 'embedding', index: 0, embedding: vectorOf(answer) }];
  const usage = { prompt_tokens: inputTokens, total_tokens: inputTokens };
  const whole = JSON.stringify({ object: 'list', model, data: embedding, usage });
  return { ...chat(answer), whole };
}

/** By the end of the address. */
export const wires: Readonly<Record<string, (answer: Answer) => Wire>> = {
  'chat/completions': chat,
  messages,
  embeddings,
};
