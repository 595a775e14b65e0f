import { Worker } from 'node:worker_threads';
import pino from 'pino';
import { createEvents } from '../../api/events.ts';
import { createRouter } from '../../api/router.ts';
import { serveLink } from '../../api/serve-link.ts';
import type { Log } from '../../lib/log.ts';
import { type EngineContract, engineContract } from './contract.ts';
import { type EngineHandlersOptions, engineHandlers } from './handlers.ts';
import { openParentLine, parentPort } from './parent-line.ts';
import { end } from './watchdog.ts';
import type { WorkerRole } from './worker-role.ts';

/** What the host says to a child as it starts it: its last argument, as JSON. */
export interface ChildOrder {
  /** The host's process id. */
  parent: number;
  /** Most bytes of memory. Null: no limit. */
  memoryLimit: number | null;
}

export interface ServeOptions extends EngineHandlersOptions {
  /** This program's own file, to be run as a thread too. */
  entry: string;
}

/** The engine's process: serves the one who started it, and is gone when that one is. */
export function serveEngine({ entry, ...engine }: ServeOptions): void {
  // The host puts this process away in its own time; a key stroke in its terminal is not meant for this one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  // The host reads these lines, and puts them into its own log.
  const log = pino({ level: 'warn', base: null }, pino.destination({ fd: 2, sync: true }));
  watch(entry, log);
  const line = openParentLine();
  line.onClose(end);
  const router = createRouter<EngineContract>(engineContract, engineHandlers(engine), { log, events: createEvents() });
  serveLink(router, line, { actor: 'window', log, whenWritable: line.whenWritable });
}

function watch(entry: string, log: Log): void {
  const { parent, memoryLimit } = JSON.parse(process.argv.at(-1) ?? '') as ChildOrder;
  const watched = parentPort ? null : parent;
  if (watched === null && memoryLimit === null) return;
  const role: WorkerRole = { kind: 'watch', watch: { parent: watched, memoryLimit } };
  const worker = new Worker(entry, { workerData: role });
  worker.on('error', (error) => log.warn({ err: error }, 'the engine runs without its watch'));
  worker.unref();
}
