import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Contract } from '../../shared/contract/define.ts';
import type { Result } from '../../shared/contract/frames.ts';
import { errorBody, sendError } from './error-body.ts';
import { createEventStream } from './event-stream.ts';
import type { CallMeta, Router } from './router.ts';

/** How long a stream's first step is awaited, so that an early failure still gets its HTTP status. In ms. */
const patience = 1000;

/** A reader of events that is this far behind, in bytes, is cut off: it can come back and read afresh. */
const largestBacklog = 1 << 20;

type Steps = AsyncGenerator<unknown, Result, void>;

/** `delta` events and then one `end` or `error`; a reader that goes away cancels the stream. */
export async function sendStream(
  reply: FastifyReply,
  open: (signal: CallMeta['signal']) => Steps,
): Promise<FastifyReply> {
  const events = createEventStream();
  reply.raw.once('close', () => events.body.destroy());
  const steps = open(events.signal);
  const first = steps.next();
  const early = await Promise.race([first, delay(patience, undefined, { signal: events.signal }).catch(() => {})]);
  if (early?.done && !early.value.ok) {
    events.end();
    return sendError(reply, early.value.error);
  }
  const relay = async (): Promise<void> => {
    let step = await first;
    for (; !step.done; step = await steps.next()) await events.send('delta', step.value);
    if (step.value.ok) await events.send('end', step.value.data);
    else await events.send('error', errorBody(step.value.error));
    events.end();
  };
  void relay();
  return sendEvents(reply, events.body);
}

export function sendAllEvents<C extends Contract>(reply: FastifyReply, router: Router<C>): FastifyReply {
  const events = createEventStream();
  const unsubscribe = router.events.subscribe(({ name, data }) => {
    if (events.backlog > largestBacklog) events.body.destroy();
    else void events.send(name, data);
  });
  events.signal.addEventListener('abort', unsubscribe, { once: true });
  return sendEvents(reply, events.body);
}

const sendEvents = (reply: FastifyReply, body: NodeJS.ReadableStream): FastifyReply =>
  reply.type('text/event-stream').header('cache-control', 'no-store').send(body);
