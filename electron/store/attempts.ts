import { and, desc, eq, gte, isNotNull, ne, or, sql } from 'drizzle-orm';
import type { CredentialId } from '../../shared/model/ids.ts';
import type { Target } from '../../shared/model/provider.ts';
import type { AttemptRecord } from '../../shared/model/route.ts';
import type { Connection } from './connection.ts';
import { fromJsonIfPossible } from './rows.ts';
import { requestTable, attemptTable as table } from './schema.ts';

/** One try of a request, as it ended. */
export interface PastAttempt {
  target: Target;
  credentialId: CredentialId | null;
  /** UTC ms at its end. */
  at: number;
  /** Ms; null where nothing came. */
  firstToken: number | null;
  outcome: AttemptRecord['outcome'];
  /** Whoever reads it checks it; null: there was none. */
  failure: unknown;
  /** Of its request, as estimated when it was sent; null is not known. */
  inputTokens: number | null;
}

export type Attempts = ReturnType<typeof createAttempts>;

export function createAttempts({ db }: Connection) {
  return {
    /** The newest ones, oldest first: so that a start knows what the last host knew. */
    recent: ({ since, most }: { since: number; most: number }): PastAttempt[] =>
      db
        .select({
          providerId: table.providerId,
          modelId: table.modelId,
          credentialId: table.credentialId,
          startedAt: table.startedAt,
          duration: table.duration,
          firstToken: table.firstToken,
          outcome: table.outcome,
          failure: table.failure,
          inputTokens: sql<number | null>`json_extract(${requestTable.plan}, '$.inputTokens')`,
        })
        .from(requestTable)
        .innerJoin(table, eq(table.requestId, requestTable.id))
        // What a provider's own batch answered, of which no facts are kept, says nothing about how it is to be asked.
        .where(
          and(gte(requestTable.createdAt, since), or(ne(requestTable.door, 'batch'), isNotNull(requestTable.facts))),
        )
        .orderBy(desc(requestTable.createdAt), desc(table.place))
        .limit(most)
        .all()
        .reverse()
        .map(({ providerId, modelId, startedAt, duration, failure, ...attempt }) => ({
          ...attempt,
          target: { providerId, modelId },
          at: startedAt + duration,
          failure: failure === null ? null : fromJsonIfPossible(failure),
        })),
  };
}
