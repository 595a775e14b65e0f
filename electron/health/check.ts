import type { ErrorData } from '../../shared/errors/app-error.ts';
import type { CredentialId } from '../../shared/model/ids.ts';
import { applyCheck } from './apply-check.ts';
import type { IncidentBook } from './incident-book.ts';
import type { HealthPorts, Watched } from './ports.ts';
import type { ProviderRecord } from './records.ts';

export interface CheckOptions extends Pick<HealthPorts, 'probe'> {
  store: Pick<HealthPorts['store'], 'healthChecks'>;
  book: Pick<IncidentBook, 'look'>;
  isOnline(): boolean;
  now(): number;
}

/** Keys that wait for a limit are left alone, as long as there are others. */
function keysToAsk({ credentials }: Watched): (CredentialId | null)[] {
  const enabled = credentials.filter(({ isEnabled }) => isEnabled);
  const free = enabled.filter(({ state }) => state !== 'resting');
  const asked = free.length > 0 ? free : enabled.slice(0, 1);
  return asked.length > 0 ? asked.map(({ id }) => id) : [null];
}

/** Asks a provider with each of its keys, one after the other, and writes down what came. */
export const createCheck =
  ({ store, probe, book, isOnline, now }: CheckOptions) =>
  async (watched: Watched, record: ProviderRecord, signal: AbortSignal): Promise<void> => {
    const { id: providerId } = watched;
    let failure: ErrorData | null = null;
    let isLimited = false;
    for (const [place, keyId] of keysToAsk(watched).entries()) {
      const probed = await probe.ask(watched, keyId, signal);
      if (signal.aborted) return;
      const at = now();
      const facts = { providerId, keyId, at, isFirst: place === 0, isOnline: isOnline() };
      const { looked, counts, isOk, isServerDown } = applyCheck(record, probed, facts);
      failure ??= record.failure;
      isLimited ||= record.isLimited;
      if (!counts) break;
      const { responseTime } = probed;
      store.healthChecks.insert({ providerId, credentialId: keyId, at, isOk, responseTime, failure: probed.failure });
      for (const one of looked) book.look(one);
      if (isServerDown) break;
    }
    Object.assign(record, { failure, isLimited });
  };
