import { desc, eq, gte } from 'drizzle-orm';
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
  /** Of its request; null is not known. */
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
          inputTokens: requestTable.inputTokens,
        })
        .from(requestTable)
        .innerJoin(table, eq(table.requestId, requestTable.id))
        .where(gte(requestTable.createdAt, since))
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
