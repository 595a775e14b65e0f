import type { Backend } from '../../../shared/model/load-settings.ts';
import { openRuntime } from '../engine/runtime.ts';
import { parentPort } from './parent-line.ts';
import { skipSelfTest } from './skip-self-test.ts';

/** Starts the engine in this process, before any model is: so that what it dies of is not laid to a model. */
export async function prepareEngine(backend: Backend): Promise<void> {
  // With a choice of backends the test tells which of them works. For one alone, this process is the test.
  if (parentPort || backend === 'cpu') skipSelfTest();
  await openRuntime(backend);
}
