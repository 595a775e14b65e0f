import type { ServerResponse } from 'node:http';

/** The parts of a chat completion request the upstream looks at. */
export interface ChatBody {
  model: string;
  messages: { role: string; content: string | { type: string; text?: string }[] }[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
}

export type Delta = { role: 'assistant'; content: '' } | { content: string } | { reasoning_content: string };

/** Words with the space before them: small pieces that put together give the text back exactly. */
export const pieces = (text: string): string[] => text.match(/\s*\S+|\s+$/g) ?? [];

export function lastQuestion({ messages }: ChatBody): string {
  const content = messages.findLast((message) => message.role === 'user')?.content ?? '';
  return typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('');
}

export function usageOf(body: ChatBody, answer: { text: number; reasoning: number }) {
  const input = body.messages.reduce((sum, { content }) => sum + JSON.stringify(content).length, 0) >> 2;
  const output = answer.text + answer.reasoning;
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: answer.reasoning },
  };
}

const head = (model: string) => ({ id: 'chatcmpl-upstream', created: Math.floor(Date.now() / 1000), model });

export const chunk = (model: string, delta: Delta | Record<never, never>, finish: string | null = null) => ({
  ...head(model),
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta, finish_reason: finish }],
});

export const usageChunk = (model: string, usage: ReturnType<typeof usageOf>) => ({
  ...head(model),
  object: 'chat.completion.chunk',
  choices: [],
  usage,
});

export const completion = (
  model: string,
  { text, reasoning, usage }: { text: string; reasoning: string; usage: ReturnType<typeof usageOf> },
) => ({
  ...head(model),
  object: 'chat.completion',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: text, ...(reasoning && { reasoning_content: reasoning }) },
      finish_reason: 'stop',
    },
  ],
  usage,
});

const errorTypes: Record<number, { type: string; code: string | null }> = {
  401: { type: 'invalid_request_error', code: 'invalid_api_key' },
  402: { type: 'insufficient_quota', code: 'insufficient_quota' },
  403: { type: 'permission_error', code: null },
  404: { type: 'invalid_request_error', code: 'model_not_found' },
  429: { type: 'requests', code: 'rate_limit_exceeded' },
};

const errorBody = (status: number, message: string) => ({
  error: {
    message,
    param: null,
    ...(errorTypes[status] ?? { type: status >= 500 ? 'server_error' : 'invalid_request_error', code: null }),
  },
});

export function sendJson(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export const sendError = (response: ServerResponse, status: number, message: string, headers = {}): void =>
  sendJson(response, status, errorBody(status, message), headers);
