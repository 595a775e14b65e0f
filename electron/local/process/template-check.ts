import { Worker } from 'node:worker_threads';
import { AppError } from '../../../shared/errors/app-error.ts';
import { within } from '../../lib/within.ts';
import { renderTemplate } from './render-template.ts';
import type { RenderWord, WorkerRole } from './worker-role.ts';

export interface RenderOptions {
  /** The file to run as a worker: this program's own entry. */
  entry: string;
  /** Most ms that rendering may take. */
  limit: number;
  signal: AbortSignal;
}

/** MiB of JavaScript memory. Real templates take next to nothing. */
const renderMemory = 256;

/**
 * Renders a chat template in a thread that can be stopped at any moment: the engine renders it on the main one, where a
 * template without end would hold everything. A template that merely fails is left to the engine, which has its own
 * ways with those.
 */
export async function renderSafely(template: string, { entry, limit, signal }: RenderOptions): Promise<void> {
  signal.throwIfAborted();
  const role: WorkerRole = { kind: 'render', template };
  const worker = new Worker(entry, { workerData: role, resourceLimits: { maxOldGenerationSizeMb: renderMemory } });
  const { promise: rendered, resolve, reject } = Promise.withResolvers<'done' | 'not-begun'>();
  let timer: NodeJS.Timeout | undefined;
  worker.on('message', (word: RenderWord) => {
    if (word === 'done') return resolve(word);
    // Only now: starting a thread takes long on a busy machine, and is not the template's fault.
    timer = setTimeout(() => reject(endless()), limit);
  });
  worker.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') reject(endless());
    else if (timer === undefined) resolve('not-begun');
    else reject(error);
  });
  try {
    const outcome = await within(rendered, { signal });
    // Where there can be no threads, the whole process is what is stopped.
    if (outcome === 'not-begun') await renderTemplate(template);
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

export const endlessTemplate = 'its chat template never ends';

const endless = (): AppError =>
  new AppError(
    'MODEL_CRASHES',
    'The chat template of this model never ends. Another file of it may have a sound one.',
    {
      details: { reason: endlessTemplate, stage: 'template' },
    },
  );
