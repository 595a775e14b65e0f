import type { OpenStream } from '../../../shared/contract/client.ts';
import { toAppError } from '../../../shared/errors/app-error.ts';
import type { ConnectionTest, TestStep } from '../../../shared/model/connection-test.ts';
import type { TestRun } from './providers-store.ts';

interface FollowOptions {
  onSteps(steps: readonly TestStep[]): void;
  signal: AbortSignal | undefined;
}

/** A running test, step by step, to its end. Never rejects. */
export async function followTest(
  stream: OpenStream<TestStep, ConnectionTest>,
  { onSteps, signal }: FollowOptions,
): Promise<Exclude<TestRun, { state: 'running' }>> {
  const steps = new Map<TestStep['name'], TestStep>();
  const cancel = (): void => stream.cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    if (signal?.aborted) cancel();
    for await (const step of stream) {
      steps.set(step.name, step);
      onSteps([...steps.values()]);
    }
    return { state: 'done', result: await stream.end, at: Date.now() };
  } catch (thrown) {
    return { state: 'failed', error: toAppError(thrown), at: Date.now() };
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}
