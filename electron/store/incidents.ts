import { and, asc, desc, eq, isNotNull, isNull, lt, max, sql } from 'drizzle-orm';
import { z } from 'zod';
import { incident } from '../../shared/model/health.ts';
import { type IncidentId, type ProviderId, timestamp } from '../../shared/model/ids.ts';
import type { Log } from '../lib/log.ts';
import type { Connection } from './connection.ts';
import { createRowReader, fromJson, toJson } from './rows.ts';
import { incidentTable as table } from './schema.ts';

const storedIncident = incident.extend({ told: z.enum(['open', 'closed']).nullable(), toldAt: timestamp.nullable() });
export type StoredIncident = z.output<typeof storedIncident>;

export interface IncidentFilter {
  providerId?: ProviderId;
  isOpen?: boolean;
  before?: number;
  limit: number;
}

const day = 24 * 60 * 60_000;
/** After it was closed. */
const keptFor = 365 * day;

export type Incidents = ReturnType<typeof createIncidents>;

export function createIncidents({ db }: Connection, log: Log) {
  const rows = createRowReader({
    noun: 'incident',
    schema: storedIncident,
    shape: (row: typeof table.$inferSelect) => ({ ...row, cause: fromJson(row.cause) }),
    log,
  });
  return {
    get: (id: IncidentId): StoredIncident | undefined =>
      rows.oneOrNone(db.select().from(table).where(eq(table.id, id)).get()),

    /** The open ones first, then the newest. */
    list({ providerId, isOpen, before, limit }: IncidentFilter): StoredIncident[] {
      const wanted = and(
        providerId === undefined ? undefined : eq(table.providerId, providerId),
        isOpen === undefined ? undefined : isOpen ? isNull(table.closedAt) : isNotNull(table.closedAt),
        before === undefined ? undefined : lt(table.openedAt, before),
      );
      const closed = sql`${table.closedAt} IS NOT NULL`;
      return rows.many(
        db
          .select()
          .from(table)
          .where(wanted)
          .orderBy(asc(closed), desc(table.openedAt), desc(table.id))
          .limit(limit)
          .all(),
      );
    },

    /** The newest of each provider, key and model. */
    newest(): StoredIncident[] {
      const ids = db
        .select({ id: max(table.id) })
        .from(table)
        .groupBy(table.providerId, table.credentialId, table.modelId);
      return rows.many(db.select().from(table).where(sql`${table.id} IN ${ids}`).all());
    },

    put({ cause, ...row }: StoredIncident): void {
      const values = { ...row, cause: toJson(cause) };
      db.insert(table).values(values).onConflictDoUpdate({ target: table.id, set: values }).run();
    },

    forget(providerId: ProviderId): void {
      db.delete(table).where(eq(table.providerId, providerId)).run();
    },

    prune(now: number): void {
      db.delete(table)
        .where(lt(table.closedAt, now - keptFor))
        .run();
    },
  };
}
