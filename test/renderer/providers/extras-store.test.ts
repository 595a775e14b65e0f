import { expect, it, vi } from 'vitest';
import { createExtrasStore } from '../../../renderer/features/providers/extras-store.ts';
import { createClient } from '../../../shared/contract/client.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import { createFakeHost } from '../chat/fake-host.ts';

const id = 'p1' as ProviderId;
const refused = new AppError('PROVIDER_UNREACHABLE', 'no').toJSON();

function open(list: () => unknown) {
  const host = createFakeHost({ 'hosted-models.list': list });
  return createExtrasStore(createClient<AppContract>(host.link)).getState;
}

// Catches: a failure that blinks away and comes back with each look at a server that is off.
it('what went wrong stays in sight while it is tried again', async () => {
  let answer = Promise.reject<unknown[]>(refused);
  const state = open(() => answer);
  await state().loadHosted(id);
  const again = Promise.withResolvers<unknown[]>();
  answer = again.promise;
  const looking = state().loadHosted(id);
  expect(state().hosted[id]).toMatchObject({ isLoading: true, error: { code: 'PROVIDER_UNREACHABLE' } });
  again.resolve([]);
  await looking;
  expect(state().hosted[id]).toEqual({ isLoading: false, value: [], error: null });
});

// Catches: a deleted model that comes back because an older look was answered later.
it('the newest look wins, whichever is answered last', async () => {
  const looks = [Promise.withResolvers<unknown[]>(), Promise.withResolvers<unknown[]>()];
  let count = 0;
  const state = open(() => looks[count++]?.promise);
  const both = [state().loadHosted(id), state().loadHosted(id)];
  looks[1]?.resolve([]);
  await vi.waitFor(() => expect(state().hosted[id]?.value).toEqual([]));
  looks[0]?.resolve(['gone']);
  await Promise.all(both);
  expect(state().hosted[id]?.value).toEqual([]);
});
