import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import { conversationItem } from './items.ts';
import { sessionChoices } from './session-choices.ts';

const event = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.looseObject({ type: z.literal(type), event_id: z.string().max(512).optional(), ...shape });

const itemId = z.string().min(1);

/** What may be said to a provider: https://platform.openai.com/docs/api-reference/realtime-client-events */
export const clientEvent = z.discriminatedUnion('type', [
  event('session.update', { session: sessionChoices }),
  event('input_audio_buffer.append', { audio: z.base64() }),
  event('input_audio_buffer.commit', {}),
  event('input_audio_buffer.clear', {}),
  event('conversation.item.create', { item: conversationItem, previous_item_id: z.string().nullish() }),
  event('conversation.item.retrieve', { item_id: itemId }),
  event('conversation.item.truncate', { item_id: itemId, content_index: z.int().min(0), audio_end_ms: z.int().min(0) }),
  event('conversation.item.delete', { item_id: itemId }),
  event('response.create', { response: z.looseObject({}).nullish() }),
  event('response.cancel', { response_id: z.string().optional() }),
]);
export type ClientEvent = z.output<typeof clientEvent>;
export type ClientEventOf<Type extends ClientEvent['type']> = Extract<ClientEvent, { type: Type }>;

const types: readonly string[] = clientEvent.options.map(({ shape }) => shape.type.value);

/** VALIDATION_FAILED names the field in `details.param`. */
export function parseClientEvent(given: unknown): ClientEvent {
  const parsed = clientEvent.safeParse(given);
  if (parsed.success) return parsed.data;
  const { type } = (given ?? {}) as { type?: unknown };
  if (typeof type !== 'string' || !types.includes(type)) {
    throw invalid('type', `There is no such event in a talk. The events are: ${types.join(', ')}.`);
  }
  const [issue] = parsed.error.issues;
  const param = issue?.path.join('.') ?? '';
  throw invalid(param, `The event ${type} has a wrong field ${param}: ${issue?.message ?? 'it cannot be read'}.`);
}

const invalid = (param: string, message: string): AppError =>
  new AppError('VALIDATION_FAILED', message, { details: { param } });

/** An event of the protocol that the one behind this talk has nothing for. */
export const unsupported = (what: string, remedy: string): AppError =>
  new AppError('UNSUPPORTED_PARAMETER', `This provider has no ${what} in a talk. ${remedy}`, {
    details: { param: what },
  });
