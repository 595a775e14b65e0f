import { and, desc, eq, getTableColumns, gte, inArray, lt, lte, ne, or } from 'drizzle-orm';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import type { MessageId, RequestId } from '../../shared/model/ids.ts';
import type { Service, Target } from '../../shared/model/provider.ts';
import { type AttemptRecord, type RoutePlan, type RouteRecord, routeRecord } from '../../shared/model/route.ts';
import type { Connection } from './connection.ts';
import { type AttemptRow, attemptOf, recordedOf } from './recorded-request.ts';
import { fromJson, toJson } from './rows.ts';
import { attemptTable, type RequestStatus, requestTable as table } from './schema.ts';

export interface NewRequest {
  id: RequestId;
  /** Where it came in: `window`, `openai-chat`, … */
  door: string;
  service: Service;
  /** The name that was asked for. */
  asked: string;
  client: string | null;
  /** Where one was asked for by name. */
  target: Target | null;
  /** The answer it is for; null when it came in through the port. */
  messageId: MessageId | null;
  createdAt: number;
}

/** What a request took, and its way. Null is "not known", never zero. Times in ms. */
export interface RequestEnd {
  status: Exclude<RequestStatus, 'running'>;
  errorCode: ErrorCode | null;
  /** Who answered, or was asked last. */
  target: Target | null;
  inputTokens: number | null;
  outputTokens: number | null;
  reasoningTokens: number | null;
  cachedTokens: number | null;
  cost: number | null;
  isCached: boolean;
  firstToken: number | null;
  duration: number | null;
  plan: RoutePlan | null;
  /** What rules looked at, without a word of the text. */
  facts: unknown;
  attempts: readonly AttemptRecord[];
}

export interface PageOfRecorded {
  since: number;
  /** Older than this one; null: from the newest. */
  before: { at: number; id: RequestId } | null;
  most: number;
}

export type RequestRow = typeof table.$inferSelect;

export type Requests = ReturnType<typeof createRequests>;

const whole = (milliseconds: number | null): number | null => (milliseconds === null ? null : Math.round(milliseconds));

/**
 * A request that is over sooner than this, in ms, is written once and not twice. Of what is begun later than that before
 * the power goes nothing is known.
 */
const openAfter = 50;
/** What ends within so many ms is written together: one transaction for each would take longer than the request. */
const writeEvery = 20;
/** While the disk is full or busy it is tried again after so many ms. */
const retryEvery = 1000;
/** Requests that wait for the disk at most. */
const mostWaiting = 20_000;

/** What a request has only at its end. */
const settled = [
  'alias_id',
  'provider_id',
  'model_id',
  'status',
  'error_code',
  'input_tokens',
  'output_tokens',
  'reasoning_tokens',
  'cached_tokens',
  'cost',
  'is_cached',
  'first_token',
  'duration',
  'plan',
  'facts',
];

type Value = string | number | null;
type Written = Record<string, Value>;

export interface Ended {
  row: NewRequest;
  end: RequestEnd;
}

const written = (row: NewRequest, end: RequestEnd | null): Written => {
  const target = end ? end.target : row.target;
  return {
    id: row.id,
    door: row.door,
    service: row.service,
    asked: row.asked,
    alias_id: end?.plan?.alias?.id ?? null,
    client: row.client,
    provider_id: target?.providerId ?? null,
    model_id: target?.modelId ?? null,
    message_id: row.messageId,
    status: end?.status ?? 'running',
    error_code: end?.errorCode ?? null,
    input_tokens: end?.inputTokens ?? null,
    output_tokens: end?.outputTokens ?? null,
    reasoning_tokens: end?.reasoningTokens ?? null,
    cached_tokens: end?.cachedTokens ?? null,
    cost: end?.cost ?? null,
    is_cached: end?.isCached ? 1 : 0,
    first_token: whole(end?.firstToken ?? null),
    duration: whole(end?.duration ?? null),
    plan: toJson(end?.plan ?? null),
    facts: toJson(end?.facts ?? null),
    created_at: row.createdAt,
  };
};

const writtenAttempt = (requestId: RequestId, place: number, attempt: AttemptRecord): Written => ({
  request_id: requestId,
  place,
  provider_id: attempt.target.providerId,
  provider_name: attempt.providerName,
  model_id: attempt.target.modelId,
  credential_id: attempt.credentialId,
  key_label: attempt.keyLabel,
  reason: attempt.reason,
  started_at: attempt.startedAt,
  first_token: whole(attempt.firstToken),
  duration: Math.round(attempt.duration),
  outcome: attempt.outcome,
  failure: toJson(attempt.failure),
});

/** Nothing is wrong with the row then: the disk is full, or somebody else has the file. */
const willPass = (error: unknown): boolean =>
  /^SQLITE_(FULL|IOERR|BUSY|LOCKED|NOMEM)/.test((error as { code?: string } | null)?.code ?? '');

/** `onLost`: of what could not be written nobody else hears. */
export function createRequests({ db, client }: Connection, onLost: (id: RequestId, error: unknown) => void) {
  const begun = new Map<RequestId, NewRequest>();
  const stored = new Set<RequestId>();
  let timer: NodeJS.Timeout | undefined;

  const columns = Object.values(getTableColumns(table)).map(({ name }) => name);
  const put = client.prepare<[Value[]]>(
    `INSERT INTO request (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
    ON CONFLICT (id) DO UPDATE SET ${settled.map((name) => `${name} = excluded.${name}`).join(', ')}`,
  );
  const attemptColumns = Object.values(getTableColumns(attemptTable)).map(({ name }) => name);
  const putAttempt = client.prepare<[Value[]]>(
    `INSERT INTO attempt (${attemptColumns.join(', ')}) VALUES (${attemptColumns.map(() => '?').join(', ')})`,
  );
  const inOrder = (names: readonly string[], row: Written): Value[] => names.map((name) => row[name] ?? null);

  const putAll = client.transaction((rows: readonly NewRequest[]): void => {
    for (const row of rows) put.run(inOrder(columns, written(row, null)));
  });
  const flush = (): void => {
    writeEnded();
    clearTimeout(timer);
    timer = undefined;
    const rows = [...begun.values()].filter(({ id }) => !stored.has(id));
    for (const { id } of rows) stored.add(id);
    if (rows.length > 0 && client.open) putAll(rows);
  };

  /** Nobody waits for it: what cannot be written now is written, or its failure told, at the end of the request. */
  const flushByItself = (): void => {
    try {
      flush();
    } catch {}
  };

  const ended: Ended[] = [];
  let writing: NodeJS.Timeout | undefined;
  const write = client.transaction((all: readonly Ended[]): void => {
    for (const { row, end } of all) {
      put.run(inOrder(columns, written(row, end)));
      for (const [place, attempt] of end.attempts.entries())
        putAttempt.run(inOrder(attemptColumns, writtenAttempt(row.id, place, attempt)));
    }
  });
  const writeEnded = (): void => {
    clearTimeout(writing);
    writing = undefined;
    const all = ended.splice(0);
    if (all.length > 0) writeTogether(all);
  };
  const writeTogether = (all: readonly Ended[]): void => {
    try {
      write(all);
    } catch (error) {
      const [only] = all;
      if (willPass(error) && ended.length + all.length <= mostWaiting) {
        ended.push(...all);
        writing ??= setTimeout(writeEnded, retryEvery);
      } else if (only && all.length === 1) onLost(only.row.id, error);
      // One that cannot be written takes no other with it.
      else for (const one of all) writeTogether([one]);
    }
  };

  const attemptsOf = (id: RequestId): AttemptRow[] =>
    db.select().from(attemptTable).where(eq(attemptTable.requestId, id)).orderBy(attemptTable.place).all();

  const routeOf = (row: RequestRow | undefined): RouteRecord | null => {
    if (!row?.plan) return null;
    const parsed = routeRecord.safeParse({
      requestId: row.id,
      plan: fromJson(row.plan),
      isCached: row.isCached,
      attempts: attemptsOf(row.id).map(attemptOf),
    });
    return parsed.success ? parsed.data : null;
  };

  return {
    /** Soon on disk, unless it is settled before. */
    open(row: NewRequest): void {
      begun.set(row.id, row);
      timer ??= setTimeout(flushByItself, openAfter);
    },

    get: (id: RequestId): RequestRow | undefined => {
      flush();
      return db.select().from(table).where(eq(table.id, id)).get();
    },

    /** Soon on disk, and at once for whoever reads by these functions: nobody waits for it. */
    settle(id: RequestId, end: RequestEnd): void {
      const row = begun.get(id);
      if (!row) return;
      begun.delete(id);
      stored.delete(id);
      writing ??= setTimeout(writeEnded, writeEvery);
      ended.push({ row, end });
    },

    /** Those of which nothing was known before their end, all or none. On disk when it returns; throws if it cannot be. */
    record: (all: readonly Ended[]): void => write(all),

    /** For whoever reads the tables by another way. */
    flush,

    /** Before the database is: what cannot be written now never will be. */
    close(): void {
      flush();
      clearTimeout(writing);
      for (const { row } of ended.splice(0))
        onLost(row.id, new Error('the host was closed before it could be written'));
    },

    /** Null where it was not kept: old requests have none. */
    route(id: RequestId): RouteRecord | null {
      writeEnded();
      return routeOf(db.select().from(table).where(eq(table.id, id)).get());
    },
    /** Of the newest request: an answer that was gone on with has more than one. */
    routeOfMessage(id: MessageId): RouteRecord | null {
      writeEnded();
      const newest = db.select().from(table).where(eq(table.messageId, id));
      return routeOf(newest.orderBy(desc(table.createdAt), desc(table.id)).limit(1).get());
    },

    /** For trying other rules on them: a page of those that are over, newest first, and where it ends. */
    recorded({ since, before, most }: PageOfRecorded) {
      flush();
      const isOlder = before && [
        lte(table.createdAt, before.at),
        or(lt(table.createdAt, before.at), lt(table.id, before.id)),
      ];
      const rows = db
        .select()
        .from(table)
        .where(
          and(
            gte(table.createdAt, since),
            ...(isOlder ?? []),
            ne(table.status, 'running'),
            eq(table.service, 'language'),
          ),
        )
        .orderBy(desc(table.createdAt), desc(table.id))
        .limit(most)
        .all();
      const attempts = db
        .select()
        .from(attemptTable)
        .where(
          inArray(
            attemptTable.requestId,
            rows.map(({ id }) => id),
          ),
        )
        .orderBy(attemptTable.place)
        .all();
      const byRequest = Map.groupBy(attempts, ({ requestId }) => requestId);
      const last = rows.at(-1);
      return {
        /** Without those of which too little is kept. */
        requests: rows.flatMap((row) => recordedOf(row, byRequest.get(row.id) ?? []) ?? []),
        count: rows.length,
        end: last ? { at: last.createdAt, id: last.id } : null,
      };
    },

    /** For the start: what the last host left running will never end. Says how many. */
    interruptRunning: (): number => {
      flush();
      return db.update(table).set({ status: 'interrupted' }).where(eq(table.status, 'running')).run().changes;
    },
  };
}
