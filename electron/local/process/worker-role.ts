import { parentPort, workerData } from 'node:worker_threads';
import { renderTemplate } from './render-template.ts';
import { keepWatch, type Watch } from './watchdog.ts';

/** What a thread beside the engine is there for. */
export type WorkerRole = { kind: 'watch'; watch: Watch } | { kind: 'render'; template: string };

/** What the one that renders says. */
export type RenderWord = 'begun' | 'done';

/** The engine's entry, run as a thread: one file to build and to find. */
export async function runWorker(): Promise<void> {
  const role = workerData as WorkerRole;
  if (role.kind === 'watch') await keepWatch(role.watch);
  else await renderTemplate(role.template, () => parentPort?.postMessage('begun' satisfies RenderWord));
  parentPort?.postMessage('done' satisfies RenderWord);
}
