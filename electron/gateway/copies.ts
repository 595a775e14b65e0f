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
}

/** Gives an answer again that is kept, or keeps the one that is given now, where somebody wants that. */
export async function* withCopies<Item, Result extends { usage: TokenCounts }>(
  answer: () => AsyncGenerator<Item, Outcome<Result>, void>,
  { request, planned, record, cache }: CopyOptions<Item, Result>,
): AsyncGenerator<Item, Outcome<Result>, void> {
  const seconds = request.cacheFor ?? planned.cacheFor ?? 0;
  const { copy, service } = request.work;
  const [first] = planned.plan.attempts;
  if (!cache || !copy || !first || seconds === 0) return yield* answer();

  const { alias } = planned.plan;
  const key = cacheKeyOf({
    service,
    dialect: copy.dialect,
    asked: alias?.name ?? `${first.target.providerId}/${first.target.modelId}`,
    body: { question: copy.question(), changes: planned.changes, isLocalOnly: planned.plan.isLocalOnly },
  });
  const found = await cache.findOrWait(key, request.signal);
  if ('value' in found) {
    const { items, result } = copy.read(found.value);
    record.cached(first);
    yield* items;
    return await record.complete(result, { target: first.target, isCached: true });
  }
  try {
    const items: Item[] = [];
    const given = answer();
    for (;;) {
      const step = await given.next();
      if (step.done) {
        const { cost, result } = step.value;
        cache.keep(key, copy.write(items, result), { ttl: seconds * 1000, cost, alias: alias?.name ?? null });
        return step.value;
      }
      items.push(step.value);
      yield step.value;
    }
  } finally {
    found.done();
  }
}
