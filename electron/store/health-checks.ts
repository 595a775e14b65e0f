import { and, asc, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { HealthHistory } from '../../shared/model/health.ts';
import type { CredentialId, ProviderId } from '../../shared/model/ids.ts';
import type { Connection } from './connection.ts';
import { fromJson, toJson } from './rows.ts';
import { healthCheckTable as table } from './schema.ts';

export interface KeptCheck {
  providerId: ProviderId;
  credentialId: CredentialId | null;
  at: number;
  isOk: boolean;
  /** Ms; null where nothing answered. */
  responseTime: number | null;
  /** As JSON of a failure; whoever reads it checks it. */
  failure: unknown;
}

const hour = 60 * 60_000;
const day = 24 * hour;
/** What is older is put together, an hour of one key to a row. */
const singleFor = 2 * day;
const keptFor = 30 * day;

export type HealthChecks = ReturnType<typeof createHealthChecks>;

export function createHealthChecks({ db, client }: Connection) {
  // The hour is written into the text: a number that is bound is a float, and would not divide into whole hours.
  const merge = client.prepare<{ before: number }>(`
    INSERT INTO health_check (provider_id, credential_id, at, ok, failed, response_time)
    SELECT provider_id, credential_id, at / ${hour} * ${hour}, sum(ok), sum(failed),
      CAST(sum(response_time * ok) / nullif(sum(CASE WHEN response_time IS NULL THEN 0 ELSE ok END), 0) AS INTEGER)
    FROM health_check WHERE at < :before AND ok + failed = 1
    GROUP BY provider_id, credential_id, at / ${hour} HAVING count(*) > 1`);
  const deleteMerged = client.prepare<{ before: number; last: number }>(`
    DELETE FROM health_check WHERE id <= :last AND at < :before AND ok + failed = 1 AND EXISTS (
      SELECT 1 FROM health_check AS hours WHERE hours.id > :last AND hours.provider_id = health_check.provider_id
        AND hours.credential_id IS health_check.credential_id AND hours.at = health_check.at / ${hour} * ${hour})`);

  return {
    insert({ isOk, responseTime, failure, ...check }: KeptCheck): void {
      db.insert(table)
        .values({
          ...check,
          ok: isOk ? 1 : 0,
          failed: isOk ? 0 : 1,
          responseTime: responseTime === null ? null : Math.round(responseTime),
          failure: toJson(failure),
        })
        .run();
    },

    /** The newest of each of its keys, the oldest first: enough to know how it did when the host was ended. */
    newest(providerId: ProviderId, limit: number): KeptCheck[] {
      const rows = db
        .select()
        .from(table)
        .where(eq(table.providerId, providerId))
        .orderBy(desc(table.at), desc(table.id))
        .limit(limit)
        .all();
      return rows.reverse().map(({ providerId: id, credentialId, at, ok, responseTime, failure }) => {
        return { providerId: id, credentialId, at, isOk: ok > 0, responseTime, failure: fromJson(failure) };
      });
    },

    /** Without `providerId`: of all. Buckets without a check are left out. */
    buckets({ from, until, size, providerId }: { from: number; until: number; size: number; providerId?: ProviderId }) {
      const place: SQL<number> = sql<number>`CAST((${table.at} - ${from}) / ${size} AS INTEGER)`;
      const isThere = and(gte(table.at, from), lt(table.at, until));
      const answered = sql`CASE WHEN ${table.responseTime} IS NULL THEN 0 ELSE ${table.ok} END`;
      return db
        .select({
          providerId: table.providerId,
          place,
          ok: sql<number>`sum(${table.ok})`,
          failed: sql<number>`sum(${table.failed})`,
          responseTime: sql<
            number | null
          >`sum(${table.responseTime} * ${table.ok}) * 1.0 / nullif(sum(${answered}), 0)`,
        })
        .from(table)
        .where(providerId === undefined ? isThere : and(isThere, eq(table.providerId, providerId)))
        .groupBy(table.providerId, place)
        .orderBy(asc(place))
        .all() satisfies (Omit<HealthHistory['buckets'][number], 'from'> & { place: number })[];
    },

    forget(providerId: ProviderId): void {
      db.delete(table).where(eq(table.providerId, providerId)).run();
    },

    /** Puts together what is old, and deletes what is too old. */
    prune: client.transaction((now: number): void => {
      db.delete(table)
        .where(lt(table.at, now - keptFor))
        .run();
      const before = Math.floor((now - singleFor) / hour) * hour;
      const last = client.prepare<[], number>('SELECT coalesce(max(id), 0) FROM health_check').pluck().get() ?? 0;
      if (merge.run({ before }).changes > 0) deleteMerged.run({ before, last });
    }),
  };
}
