import { serverSentEvents } from './framing.ts';
import {
  countOf,
  type Fields,
  type FinishReason,
  fieldsOf,
  isFields,
  isFilled,
  type Note,
  type Reading,
  says,
} from './reading.ts';

const reasons: ReadonlyMap<unknown, FinishReason> = new Map([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['pause_turn', 'stop'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['tool_use', 'tool-calls'],
  ['refusal', 'content-filter'],
]);

const finishOf = (reason: unknown): FinishReason | undefined =>
  isFilled(reason) ? (reasons.get(reason) ?? 'other') : undefined;

const usageOf = ({ usage }: Fields): Fields | undefined => (isFields(usage) ? usage : undefined);

/** A tool's call is there when it is named; words and thoughts when there are some. */
function isBegun(block: Fields): boolean {
  const { type, text, thinking } = block;
  if (type === 'text') return isFilled(text);
  return type !== 'thinking' || isFilled(thinking);
}

function noteOf(event: Fields): Note {
  switch (event['type']) {
    case 'error':
      return { failure: event['error'] ?? event };
    case 'message_start':
      return { usage: usageOf(fieldsOf(event['message'])) };
    case 'content_block_start':
      return { hasContent: isBegun(fieldsOf(event['content_block'])) };
    case 'content_block_delta':
      return { hasContent: says(fieldsOf(event['delta']), 'type') };
    case 'message_delta': {
      const finish = finishOf(fieldsOf(event['delta'])['stop_reason']);
      return { hasContent: finish !== undefined && finish !== 'content-filter', finish, usage: usageOf(event) };
    }
    case 'message_stop':
      return { isEnd: true };
    default:
      return {};
  }
}

/** https://docs.claude.com/en/api/messages-streaming */
export const messagesReading: Reading = {
  framing: serverSentEvents,
  notable: /"type"\s*:\s*"(error|message_delta|message_stop)"/,
  event: noteOf,
  body(body) {
    const { content, stop_reason } = body;
    if (!Array.isArray(content)) return { failure: body['error'] ?? body };
    const finish = finishOf(stop_reason);
    return { hasContent: finish !== 'content-filter' || content.length > 0, finish, isEnd: true, usage: usageOf(body) };
  },
  /** What was read from a cache or written to it is told beside the rest. */
  counts(usage) {
    const fresh = countOf(usage['input_tokens']);
    const cached = countOf(usage['cache_read_input_tokens']);
    const written = countOf(usage['cache_creation_input_tokens']);
    return {
      inputTokens: fresh === null ? null : fresh + (cached ?? 0) + (written ?? 0),
      outputTokens: countOf(usage['output_tokens']),
      reasoningTokens: null,
      cachedTokens: cached,
    };
  },
  modelPaths: ['model', 'message.model'],
};
