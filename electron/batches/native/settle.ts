import type { RequestId } from '../../../shared/model/ids.ts';
import type { VendorBatch, VendorResult } from '../../providers/services/batches.ts';
import type { BatchOutcome } from '../../store/batch-requests.ts';
import { answered, failed, type Place, unanswered } from '../outcome.ts';
import type { ExecutedLine } from './ports.ts';
import type { NativeBatch, NativeRunPorts, Visit } from './run.ts';
import { surely } from './surely.ts';

interface Open extends Place {
  requestId: RequestId | null;
}

/** Written in one go. */
const atOnce = 200;

/** Takes in what came of each line, as far as it was not before a crash. */
export async function settleResults(visit: Visit, seen: VendorBatch, ports: NativeRunPorts): Promise<void> {
  const { batch, desk } = visit;
  const { store, closing, log } = ports;
  const { id } = batch;
  const open = openLines(batch, ports);
  // Told before a crash, and not settled.
  const recorded = store.batchRequests.recorded(id);
  const settled = new Set(
    [...store.batchRequests.in(id, 'done'), ...store.batchRequests.in(id, 'failed')].map(({ customId }) => customId),
  );
  let unknown = 0;
  let some: { place: Open; result: VendorResult }[] = [];
  for await (const result of desk.results(seen, closing)) {
    const place = open.get(result.customId);
    if (!place) {
      if (!settled.has(result.customId)) unknown += 1;
      continue;
    }
    if (result.status === null && result.error === null) continue;
    open.delete(result.customId);
    some.push({ place, result });
    if (some.length < atOnce) continue;
    await settleSome(some, visit, { recorded, ports });
    some = [];
  }
  if (some.length > 0) await settleSome(some, visit, { recorded, ports });
  if (unknown > 0) log.warn({ batchId: id, lines: unknown }, 'a provider answered what it was not asked');
  await settleOpen(open, (place) => missing(place, seen, batch), { batch, ports });
}

/** All that have no outcome get this one. */
export async function failOpen(
  batch: NativeBatch,
  outcomeOf: (place: Place) => BatchOutcome,
  ports: NativeRunPorts,
): Promise<void> {
  const { id } = batch;
  const waiting = ports.store.batchRequests
    .in(id, 'waiting')
    .map((row) => [row.customId, { ...row, batchId: id }] as const);
  await settleOpen(new Map([...openLines(batch, ports), ...waiting]), outcomeOf, { batch, ports });
}

const openLines = ({ id }: NativeBatch, { store }: NativeRunPorts): Map<string, Open> =>
  new Map(store.batchRequests.in(id, 'asked').map((row) => [row.customId, { ...row, batchId: id }]));

async function settleSome(
  some: readonly { place: Open; result: VendorResult }[],
  { batch, opened }: Visit,
  { recorded, ports }: { recorded: ReadonlySet<number>; ports: NativeRunPorts },
): Promise<void> {
  const executed = some.flatMap(({ place, result }) =>
    recorded.has(place.line) ? [] : (executedLine(place, result, batch) ?? []),
  );
  // First what it cost: an answer may be fetched again, and is written once.
  await surely(() => ports.native.record(executed, opened), ports);
  const outcomes = some.map(({ place, result }) => ({ ...outcomeOf(place, result), line: place.line }));
  await surely(() => ports.store.batchRequests.settleSome(batch.id, outcomes), ports);
  ports.onChange(batch.id);
}

function executedLine({ requestId }: Open, result: VendorResult, batch: NativeBatch): ExecutedLine | null {
  const { status } = result;
  const { native, remote, endpoint, createdAt } = batch;
  if (status === null || requestId === null || endpoint === null) return null;
  const { providerId, modelId, providerName, discount } = native;
  const sentAt = remote.sentAt ?? createdAt;
  const { plan } = remote;
  const target = { providerId, modelId };
  return { requestId, url: endpoint, plan, target, providerName, discount, sentAt, result: { ...result, status } };
}

function outcomeOf(place: Open, { status, body, error }: VendorResult): BatchOutcome {
  if (status !== null) return answered(place, { status, body, requestId: place.requestId ?? '' });
  return failed(place, error?.code ?? 'unknown', error?.message ?? '');
}

function missing(place: Place, { status }: VendorBatch, { native }: NativeBatch): BatchOutcome {
  if (status === 'expired' || status === 'cancelled')
    return unanswered(place, { stop: status, by: native.providerName });
  return failed(place, 'missing', `${native.providerName} gave no answer to this request.`);
}

async function settleOpen(
  open: ReadonlyMap<string, Open>,
  outcomeOf: (place: Place) => BatchOutcome,
  { batch, ports }: { batch: NativeBatch; ports: NativeRunPorts },
): Promise<void> {
  const all = [...open.values()];
  for (let from = 0; from < all.length; from += atOnce) {
    const outcomes = all.slice(from, from + atOnce).map((place) => ({ ...outcomeOf(place), line: place.line }));
    await surely(() => ports.store.batchRequests.settleSome(batch.id, outcomes), ports);
  }
}
