import { z } from 'zod';
import { conversationItem } from './items.ts';
import { sessionChoices } from './session-choices.ts';

const event = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.looseObject({ type: z.literal(type), ...shape });

const text = z.string();
const index = z.int().min(0);
/** Milliseconds of sound since the talk began. */
const moment = z.int().min(0);
const session = sessionChoices.extend({ id: text, object: text, model: text });
const item = conversationItem;

const inResponse = { response_id: text };
const inOutput = { ...inResponse, output_index: index };
const inItem = { ...inOutput, item_id: text };
const inPart = { ...inItem, content_index: index };
const part = z.looseObject({ type: text, text: text.optional(), transcript: text.nullish() });

export const response = z.looseObject({
  object: z.literal('realtime.response'),
  id: text,
  status: z.enum(['in_progress', 'completed', 'cancelled', 'failed', 'incomplete']),
  status_details: z.looseObject({ type: text, reason: text.optional() }).nullable(),
  output: z.array(item),
  /** Absent where the provider does not count. */
  usage: z.looseObject({}).nullish(),
});

const heard = { item_id: text, content_index: index };

/** What a provider says, as far as somebody here has to know it: https://platform.openai.com/docs/api-reference/realtime-server-events */
export const serverEvent = z.discriminatedUnion('type', [
  event('session.created', { session }),
  event('session.updated', { session }),
  event('input_audio_buffer.speech_started', { audio_start_ms: moment, item_id: text }),
  event('input_audio_buffer.speech_stopped', { audio_end_ms: moment, item_id: text }),
  event('input_audio_buffer.committed', { item_id: text, previous_item_id: text.nullable() }),
  event('conversation.item.added', { item, previous_item_id: text.nullable() }),
  event('conversation.item.done', { item, previous_item_id: text.nullable() }),
  event('conversation.item.input_audio_transcription.delta', { ...heard, delta: text }),
  event('conversation.item.input_audio_transcription.completed', { ...heard, transcript: text }),
  event('response.created', { response }),
  event('response.output_item.added', { ...inOutput, item }),
  event('response.output_item.done', { ...inOutput, item }),
  event('response.content_part.added', { ...inPart, part }),
  event('response.content_part.done', { ...inPart, part }),
  event('response.output_text.delta', { ...inPart, delta: text }),
  event('response.output_text.done', { ...inPart, text }),
  event('response.output_audio.delta', { ...inPart, delta: text }),
  event('response.output_audio.done', inPart),
  event('response.output_audio_transcript.delta', { ...inPart, delta: text }),
  event('response.output_audio_transcript.done', { ...inPart, transcript: text }),
  event('response.function_call_arguments.delta', { ...inItem, call_id: text, delta: text }),
  event('response.function_call_arguments.done', { ...inItem, call_id: text, name: text, arguments: text }),
  event('response.done', { response }),
  event('rate_limits.updated', { rate_limits: z.array(z.looseObject({ name: text })) }),
  event('error', { error: z.looseObject({ type: text, message: text, code: text.nullish(), param: text.nullish() }) }),
]);
export type ServerEvent = z.output<typeof serverEvent>;
export type RealtimeResponse = z.output<typeof response>;
