// Catches: an old answer that comes late and replaces a newer one, and known data that is lost when a refresh fails.
import { expect, test } from 'vitest';
import { createResource } from '../../../renderer/lib/resource.ts';

test('the newest question wins, whatever comes last', async () => {
  const answers: ((value: string) => void)[] = [];
  const resource = createResource(() => new Promise<string>((resolve) => answers.push(resolve)));
  const first = resource.refresh();
  const second = resource.refresh();
  answers[1]?.('new');
  answers[0]?.('old');
  await Promise.all([first, second]);
  expect(resource.store.getState().data).toBe('new');
});

test('what an event brought is not replaced by an answer asked for before it', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const resource = createResource(() => promise);
  const asked = resource.refresh();
  resource.set('from the event');
  resolve('from before');
  await asked;
  expect(resource.store.getState().data).toBe('from the event');
});

test('a refresh that fails keeps what is known and says why', async () => {
  let fault: Error | undefined;
  const resource = createResource(async () => {
    if (fault) throw fault;
    return 'known';
  });
  await resource.refresh();
  fault = new Error('gone');
  await resource.refresh();
  expect(resource.store.getState()).toEqual({ data: 'known', error: fault });
  fault = undefined;
  await resource.refresh();
  expect(resource.store.getState().error).toBeUndefined();
});
