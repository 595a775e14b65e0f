import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { Contract } from '../../shared/contract/define.ts';
import type { ClientFrame, HostFrame, HostLink, Result } from '../../shared/contract/frames.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Log } from '../lib/log.ts';
import type { Actor, Router } from './router.ts';

const id = z.int().nonnegative();
const asked = { id, name: z.string(), input: z.unknown() };
const clientFrame: z.ZodType<ClientFrame> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), ...asked }),
  z.object({ type: z.literal('open'), ...asked }),
  z.object({ type: z.literal('cancel'), id }),
]);

/** So that a stream that never waits still lets others have their turn. */
const largestBatch = 256;

export interface ServeLinkOptions {
  actor: Actor;
  /** Gets a line for each frame that is none. Default: nobody is told. */
  log?: Log;
  /** While it is pending, no stream of this link is read on. Default: always ready. */
  whenWritable?: () => Promise<void> | undefined;
}

/**
 * One session of one window: its calls, its streams and the events it is told. All of it ends with the link.
 * IPC, WebSocket and memory are thin ends over this.
 */
export function serveLink<C extends Contract>(router: Router<C>, link: HostLink, options: ServeLinkOptions): void {
  const running = new Map<number, AbortController>();
  let isOpen = true;
  const send = (frame: HostFrame): void => {
    if (isOpen) link.send(frame);
  };

  const unsubscribe = router.events.subscribe(({ name, data }) => send({ type: 'event', name, data }));
  link.onClose(() => {
    isOpen = false;
    unsubscribe();
    for (const controller of running.values()) controller.abort();
  });
  link.onFrame((raw) => {
    const frame = clientFrame.safeParse(raw).data;
    if (frame === undefined || (frame.type !== 'cancel' && running.has(frame.id))) refuse(raw);
    else if (frame.type === 'cancel') running.get(frame.id)?.abort();
    else void answer(frame);
  });

  const refuse = (raw: unknown): void => {
    const error = new AppError('VALIDATION_FAILED', 'This is not a call, a stream or a cancel with an id of its own.');
    options.log?.info({ code: error.code }, 'a frame was refused');
    send({ type: 'result', id: idOf(raw), result: { ok: false, error: error.toJSON() } });
  };

  async function answer(frame: Exclude<ClientFrame, { type: 'cancel' }>): Promise<void> {
    const controller = new AbortController();
    running.set(frame.id, controller);
    const meta = { actor: options.actor, signal: controller.signal };
    const result =
      frame.type === 'call'
        ? await router.call(frame.name, frame.input, meta)
        : await relay(frame.id, router.open(frame.name, frame.input, meta));
    running.delete(frame.id);
    send({ type: 'result', id: frame.id, result });
  }

  /** Deltas that are ready together go in one frame. */
  async function relay(streamId: number, steps: AsyncGenerator<unknown, Result, void>): Promise<Result> {
    let batch: unknown[] = [];
    const flush = (): void => {
      if (batch.length > 0) send({ type: 'deltas', id: streamId, deltas: batch });
      batch = [];
    };
    for (;;) {
      const step = await steps.next();
      if (step.done) {
        flush();
        return step.value;
      }
      if (batch.push(step.value) === 1) setImmediate(flush);
      if (batch.length === largestBatch) {
        flush();
        await nextTurn();
      }
      await options.whenWritable?.();
    }
  }
}

/** The id of a frame that is none of ours, as far as it has one. */
const idOf = (raw: unknown): number => z.object({ id }).safeParse(raw).data?.id ?? 0;
