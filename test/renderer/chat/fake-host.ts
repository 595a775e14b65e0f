import { type Client, createClient } from '../../../shared/contract/client.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';
import type { ClientFrame, ClientLink, HostFrame } from '../../../shared/contract/frames.ts';
import type { ErrorData } from '../../../shared/errors/app-error.ts';

type Opened = Extract<ClientFrame, { type: 'open' }>;

/** The host's end of one line, played by hand: it answers calls from a table and lets the test drive the streams. */
export interface FakeHost {
  link: ClientLink;
  /** Streams the window opened, oldest first. */
  opened: Opened[];
  calls: { name: string; input: unknown }[];
  /** Calls and streams that the window gave up. */
  cancelled: string[];
  deltas(stream: Opened, ...deltas: unknown[]): void;
  end(stream: Opened, data: unknown): void;
  fail(stream: Opened, error: ErrorData): void;
  emit(name: string, data: unknown): void;
  close(): void;
}

export type Answers = Readonly<Record<string, (input: never) => unknown>>;

export function createFakeHost(answers: Answers): FakeHost {
  let listen: (frame: HostFrame) => void = () => {};
  let closed = (): void => {};
  const opened: Opened[] = [];
  const calls: FakeHost['calls'] = [];
  const cancelled: string[] = [];
  const names = new Map<number, string>();

  const answer = async (frame: Extract<ClientFrame, { type: 'call' }>): Promise<void> => {
    const { id, name, input } = frame;
    calls.push({ name, input });
    const handler = answers[name];
    if (!handler) throw new Error(`The test answers no ${name}.`);
    try {
      // Over a wire everything arrives as a copy.
      const data: unknown = structuredClone(await handler(input as never));
      listen({ type: 'result', id, result: { ok: true, data } });
    } catch (error) {
      listen({ type: 'result', id, result: { ok: false, error: error as ErrorData } });
    }
  };

  return {
    link: {
      send(frame) {
        if (frame.type === 'cancel') cancelled.push(names.get(frame.id) ?? '');
        else names.set(frame.id, frame.name);
        if (frame.type === 'open') opened.push(frame);
        else if (frame.type === 'call') void answer(frame);
      },
      onFrame(listener) {
        listen = listener;
      },
      onClose(listener) {
        closed = listener;
      },
    },
    opened,
    calls,
    cancelled,
    deltas: ({ id }, ...deltas) => listen({ type: 'deltas', id, deltas }),
    end: ({ id }, data) => listen({ type: 'result', id, result: { ok: true, data: structuredClone(data) } }),
    fail: ({ id }, error) => listen({ type: 'result', id, result: { ok: false, error } }),
    emit: (name, data) => listen({ type: 'event', name, data }),
    close: () => closed(),
  };
}

/** A client whose line can be replaced, as the window's own does after a loss. Listeners stay. */
export function createSwitchingClient(first: FakeHost): { client: Client<AppContract>; reconnect(to: FakeHost): void } {
  let current = createClient<AppContract>(first.link);
  const resubscribe: (() => void)[] = [];
  return {
    client: {
      call: (name, input) => current.call(name, input),
      open: (name, input) => current.open(name, input),
      on(name, listener) {
        resubscribe.push(() => void current.on(name, listener));
        return current.on(name, listener);
      },
    },
    reconnect(to) {
      current = createClient<AppContract>(to.link);
      for (const again of resubscribe) again();
    },
  };
}
