import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { SocketMessage } from '../network/web-socket.ts';

const unreadable = (): AppError =>
  new AppError('PROVIDER_BAD_ANSWER', 'The provider sent something that cannot be read in the middle of the talk.');

const typed = z.looseObject({ type: z.string() });
type Typed = z.output<typeof typed>;

/** A message of a protocol in which all are JSON with a type. */
export function readTyped(message: SocketMessage): Typed {
  try {
    return typed.parse(JSON.parse(typeof message === 'string' ? message : Buffer.from(message).toString()));
  } catch {
    throw unreadable();
  }
}

/** One of the messages that are known; undefined is one that nobody here has to know. */
export function readKnown<Message extends z.ZodDiscriminatedUnion<[z.ZodObject, ...z.ZodObject[]], 'type'>>(
  known: Message,
  message: SocketMessage,
): z.output<Message> | undefined {
  const read = readTyped(message);
  if (!known.options.some(({ shape }) => (shape['type'] as z.ZodLiteral<string>).value === read.type)) return undefined;
  const parsed = known.safeParse(read);
  if (!parsed.success) throw unreadable();
  return parsed.data;
}
