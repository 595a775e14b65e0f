import type { Target } from '../../shared/model/provider.ts';
import type { Emit } from '../lib/pulled.ts';
import { cacheKeyOf } from './cache-key.ts';
import type { Planned } from './planned.ts';
import type { RequestRecord } from './record.ts';
import type { GatewayRequest, Outcome } from './request.ts';
import type { ResponseCache } from './response-cache.ts';
import type { TokenCounts } from './work.ts';

interface CopyOptions<Item, Result extends { usage: TokenCounts }> {
  request: GatewayRequest<Item, Result>;
  planned: Planned;
  record: RequestRecord;
  cache: ResponseCache | undefined;
  emit: Emit<Item>;
}

/** Gives an answer again that is kept, or keeps the one that is given now, where somebody wants that. */
export async function withCopies<Item, Result extends { usage: TokenCounts }>(
  answer: (emit: Emit<Item>) => Promise<Outcome<Result>>,
  { request, planned, record, cache, emit }: CopyOptions<Item, Result>,
): Promise<Outcome<Result>> {
  const seconds = request.cacheFor ?? planned.cacheFor ?? 0;
  const { copy, service } = request.work;
  const [first] = planned.plan.attempts;
  if (!cache || !copy || !first || seconds === 0) return answer(emit);

  const { alias } = planned.plan;
  const key = cacheKeyOf({
    service,
    dialect: copy.dialect,
    // Whoever else could answer makes it another question: an alias may have got other targets since.
    asked: JSON.stringify([planned.plan.attempts.map(({ target }) => keyOf(target)).toSorted(), planned.changes]),
    body: copy.question(),
  });
  const found = await cache.findOrWait(key, request.signal);
  if ('value' in found) {
    const kept = readable(() => copy.read(found.value));
    if (!kept) return answer(emit);
    record.cached(first);
    for (const item of kept.items) await emit(item);
    return record.complete(kept.result, { target: first.target, isCached: true });
  }
  try {
    const items: Item[] = [];
    const outcome = await answer((item) => {
      items.push(item);
      return emit(item);
    });
    const { cost, result } = outcome;
    const value = readable(() => copy.write(items, result));
    if (value) cache.keep(key, value, { ttl: seconds * 1000, cost, alias: alias?.name ?? null });
    return outcome;
  } finally {
    found.done();
  }
}

const keyOf = ({ providerId, modelId }: Target): string => `${providerId}/${modelId}`;

/** When a copy cannot be read or made, it is as if there were none. */
function readable<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
