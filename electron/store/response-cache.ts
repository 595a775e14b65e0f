import { eq } from 'drizzle-orm';
import type { CacheStats } from '../../shared/model/response-cache.ts';
import { cachedAnswerTable as table } from './batch-schema.ts';
import type { Connection } from './connection.ts';

export interface NewCachedAnswer {
  key: string;
  /** The alias it was asked by; null for a target's own name. */
  alias: string | null;
  value: Buffer;
  /** Nano-dollars it took; null is not known. */
  cost: number | null;
  createdAt: number;
  expiresAt: number;
}

export type CachedAnswers = ReturnType<typeof createCachedAnswers>;

const nextTurn = '(SELECT coalesce(max(turn), 0) + 1 FROM cached_answer)';

export function createCachedAnswers({ db, client }: Connection) {
  const readTotal = client.prepare<[], CacheStats>('SELECT entries, bytes, hits, saved FROM cache_total');
  // Also what is from a time that is still to come: the clock was set back.
  const dropOld = client.prepare<[number, number]>('DELETE FROM cached_answer WHERE expires_at <= ? OR created_at > ?');
  const dropNext = client.prepare<[]>(
    'DELETE FROM cached_answer WHERE key = (SELECT key FROM cached_answer ORDER BY turn LIMIT 1)',
  );
  const use = client.prepare<[{ key: string; now: number }], { value: Buffer; cost: number | null }>(`
    UPDATE cached_answer SET turn = ${nextTurn}
    WHERE key = @key AND created_at <= @now AND @now < expires_at RETURNING value, cost`);
  const countHit = client.prepare<[number]>('UPDATE cache_total SET hits = hits + 1, saved = saved + ?');
  const drop = client.prepare<[string]>('DELETE FROM cached_answer WHERE key = ?');
  const add = client.prepare<[NewCachedAnswer]>(`
    INSERT INTO cached_answer (key, alias, value, cost, created_at, expires_at, turn)
    VALUES (@key, @alias, @value, @cost, @createdAt, @expiresAt, ${nextTurn})`);

  const trim = client.transaction((limit: number, now: number): void => {
    dropOld.run(now, now);
    while ((readTotal.get()?.bytes ?? 0) > limit) dropNext.run();
  });

  return {
    /** Counts as a hit, and puts it last in the row of those that must go. */
    find: client.transaction((key: string, now: number): { value: Buffer; cost: number | null } | undefined => {
      const found = use.get({ key, now });
      if (found) countHit.run(found.cost ?? 0);
      return found;
    }),

    /** Together they take no more than `limit` bytes afterwards: who was used longest ago goes first. */
    keep: client.transaction((answer: NewCachedAnswer, limit: number): void => {
      drop.run(answer.key);
      add.run(answer);
      trim(limit, answer.createdAt);
    }),

    trim,

    /** Of one alias, or all. Says how many. */
    clear: (alias?: string): number =>
      db
        .delete(table)
        .where(alias === undefined ? undefined : eq(table.alias, alias))
        .run().changes,

    stats: (): CacheStats => readTotal.get() ?? { entries: 0, bytes: 0, hits: 0, saved: 0 },
  };
}
