import { type Client, createClient } from '../../../shared/contract/client.ts';
import type { ClientFrame, ClientLink, HostFrame } from '../../../shared/contract/frames.ts';
import type { Log } from '../../lib/log.ts';
import type { EngineContract } from './contract.ts';
import { endReason } from './end-reason.ts';
import { engineEnvironment } from './engine-environment.ts';
import type { EngineProcess, ForkEngine, ProcessEnd } from './engine-process.ts';
import { createOutputTail } from './output-tail.ts';
import type { ChildOrder } from './serve.ts';

/** What starting an engine in a process of its own takes. */
export interface EngineHome {
  fork: ForkEngine;
  log: Log;
  /** Of the host. Default: `process.env`. */
  environment?: NodeJS.ProcessEnv;
  /** ms that a process may take to free its model before it is ended. Default: 5000. */
  grace?: number;
  /** ms between two looks at whether a process that works still answers; it may miss five. Default: 10000. */
  heartbeat?: number;
}

export interface EngineEnd extends ProcessEnd {
  /** Why, in words. */
  reason: string;
}

export interface RunningEngine {
  readonly pid: number | undefined;
  readonly client: Client<EngineContract>;
  /** Never rejects. When it resolves, everything that was asked of the client has been rejected. */
  readonly ended: Promise<EngineEnd>;
  /** At once. Resolves as `ended` does. */
  kill(): Promise<EngineEnd>;
  /** After it had the time to free its model. */
  close(): Promise<void>;
}

export interface StartOptions {
  /** Most bytes of memory. Default: no limit. */
  memoryLimit?: number;
  /** Most MiB of JavaScript memory. Default: what Node takes. */
  heapLimit?: number;
}

/** Starts the engine's process and connects to it. */
export function startEngine(home: EngineHome, { memoryLimit, heapLimit }: StartOptions = {}): RunningEngine {
  const order: ChildOrder = { parent: process.pid, memoryLimit: memoryLimit ?? null };
  const child = home.fork({
    args: [JSON.stringify(order)],
    execArgv: heapLimit === undefined ? [] : [`--max-old-space-size=${heapLimit}`],
    environment: engineEnvironment(home.environment ?? process.env),
  });
  const log = home.log.child({ engine: child.pid });
  const tail = createOutputTail(log);
  child.onOutput((text) => tail.add(text));
  const line = connectTo(child);
  const { promise: ended, resolve } = Promise.withResolvers<EngineEnd>();
  let isEnded = false;
  child.onEnd((end) => {
    const reason = isEnded ? 'it was ended from here' : endReason(end, tail.text());
    log.debug({ ...end, reason }, "the engine's process ended");
    line.close();
    resolve({ ...end, reason });
  });
  const client = createClient<EngineContract>(line.link);
  const kill = (): Promise<EngineEnd> => {
    isEnded = true;
    child.kill();
    return ended;
  };
  return {
    pid: child.pid,
    client,
    ended,
    kill,
    async close() {
      const timer = setTimeout(() => void kill(), home.grace ?? defaultGrace);
      await client.call('engine.close', null).catch(() => {});
      clearTimeout(timer);
      await kill();
    },
  };
}

const defaultGrace = 5000;

function connectTo(child: EngineProcess): { link: ClientLink; close(): void } {
  let close = (): void => {};
  return {
    link: {
      send: (frame: ClientFrame) => child.send(frame),
      onFrame: (listener) => child.onMessage((frame) => listener(frame as HostFrame)),
      onClose(listener) {
        close = listener;
      },
    },
    close: () => close(),
  };
}
