import { AppError } from '../../../shared/errors/app-error.ts';
import type { BatchDesk } from '../../providers/services/batches.ts';
import type { OpenDesk } from './ports.ts';
import type { NativeBatch, NativeRunPorts } from './run.ts';

interface Opened {
  opened: OpenDesk;
  desk: BatchDesk;
}

/** By the key that sent it; where that is gone, another one may be of the same account. */
export async function openDesk({ native, remote }: NativeBatch, ports: NativeRunPorts): Promise<Opened> {
  const { providerId, providerName } = native;
  const opened = await ports.native.open(providerId, remote.credentialId).catch((thrown: unknown) => {
    const isKeyGone = remote.credentialId !== null && thrown instanceof AppError && thrown.code === 'NOT_FOUND';
    if (isKeyGone) return ports.native.open(providerId, null);
    throw thrown;
  });
  const { desk, classify } = opened;
  if (!desk) throw new AppError('PROVIDER_NOT_FOUND', `${providerName} has no batches any more.`);
  return { opened, desk: inOurWords(desk, classify) };
}

/** Only what goes wrong there is the provider's: a full disk here is none of its failures. */
function inOurWords(desk: BatchDesk, classify: OpenDesk['classify']): BatchDesk {
  const told = <T>(answer: Promise<T>): Promise<T> =>
    answer.catch((thrown: unknown) => {
      throw classify(thrown);
    });
  return {
    ...desk,
    create: (batch, signal) => told(desk.create(batch, signal)),
    find: (tag, since, signal) => told(desk.find(tag, since, signal)),
    look: (id, signal) => told(desk.look(id, signal)),
    cancel: (id, signal) => told(desk.cancel(id, signal)),
    discardInput: (batch, signal) => told(desk.discardInput(batch, signal)),
    async *results(batch, signal) {
      try {
        yield* desk.results(batch, signal);
      } catch (thrown) {
        throw classify(thrown);
      }
    },
  };
}
