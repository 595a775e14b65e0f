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
} from './reading.ts';

function finishOf({ status, output, incomplete_details: details }: Fields): FinishReason {
  const items = listOf(output);
  if (items.some(({ content }) => listOf(content).some(({ type }) => type === 'refusal'))) return 'content-filter';
  if (status === 'completed') return items.some(({ type }) => type === 'function_call') ? 'tool-calls' : 'stop';
  const { reason } = fieldsOf(details);
  if (reason === 'max_output_tokens') return 'length';
  return reason === 'content_filter' ? 'content-filter' : 'other';
}

function noteOfWhole(response: Fields): Note {
  const { status, error, output, usage } = response;
  if (status === 'failed' || isFilled(error)) return { failure: error ?? response };
  const finish = finishOf(response);
  return {
    hasContent: finish !== 'content-filter' || isFilled(output),
    finish,
    isEnd: true,
    usage: isFields(usage) ? usage : undefined,
  };
}

const lifecycle = /^(response\.(created|queued)|keepalive|ping)$|\.(added|in_progress)$/;

/** https://platform.openai.com/docs/api-reference/responses-streaming */
export const responsesReading: Reading = {
  framing: serverSentEvents,
  notable: /"type"\s*:\s*"(error|response\.(completed|incomplete|failed))"/,
  event(event) {
    const { type, response, delta } = event;
    if (type === 'error') return { failure: event['error'] ?? event };
    if (type === 'response.failed') return { failure: fieldsOf(response)['error'] ?? event };
    if (type === 'response.completed' || type === 'response.incomplete') return noteOfWhole(fieldsOf(response));
    if (typeof type !== 'string') return isFilled(event['error']) ? { failure: event['error'] } : {};
    return { hasContent: type.endsWith('.delta') ? isFilled(delta) : !lifecycle.test(type) };
  },
  body: (body) => (Array.isArray(body['output']) ? noteOfWhole(body) : { failure: body['error'] ?? body }),
  counts: (usage) => ({
    inputTokens: countOf(usage['input_tokens']),
    outputTokens: countOf(usage['output_tokens']),
    reasoningTokens: countOf(fieldsOf(usage['output_tokens_details'])['reasoning_tokens']),
    cachedTokens: countOf(fieldsOf(usage['input_tokens_details'])['cached_tokens']),
  }),
  modelPaths: ['model', 'response.model'],
};
