// The entry of the engine's own process, and of the threads beside it (`out/main/engine.js`).
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const [{ serveEngine }, { openModel }, { prepareEngine }, { checkTemplate }] = await Promise.all([
    import('./serve.ts'),
    import('../engine/load.ts'),
    import('./prepare-engine.ts'),
    import('./check-file-template.ts'),
  ]);
  const entry = import.meta.filename;
  serveEngine({ entry, prepare: prepareEngine, openModel, checkTemplate: checkTemplate(entry) });
} else {
  const { runWorker } = await import('./worker-role.ts');
  await runWorker();
}
