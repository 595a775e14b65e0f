import { type RecordedRequest, recordedRequest } from '../../shared/model/simulation.ts';
import { fromJsonIfPossible } from './rows.ts';
import type { attemptTable, requestTable } from './schema.ts';

export type AttemptRow = typeof attemptTable.$inferSelect;
type RequestRow = typeof requestTable.$inferSelect;

export const attemptOf = ({ providerId, modelId, failure, ...attempt }: AttemptRow) => ({
  ...attempt,
  target: { providerId, modelId },
  failure: failure === null ? null : fromJsonIfPossible(failure),
});

function statusOf({ status, errorCode }: RequestRow): RecordedRequest['status'] {
  if (status === 'complete') return 'answered';
  if (errorCode === 'REFUSED_BY_RULE') return 'refused';
  return status === 'cancelled' ? 'cancelled' : 'failed';
}

/** Null: it is from before what rules look at was kept. */
export function recordedOf(row: RequestRow, attempts: readonly AttemptRow[]): RecordedRequest | null {
  if (row.facts === null) return null;
  const { providerId, modelId, plan } = row;
  const asked = plan === null ? undefined : (fromJsonIfPossible(plan) as { asked?: string } | undefined)?.asked;
  const parsed = recordedRequest.safeParse({
    ...(fromJsonIfPossible(row.facts) as object),
    at: row.createdAt,
    model: asked ?? row.asked,
    door: row.door,
    client: row.client,
    outputTokens: row.outputTokens,
    target: row.status === 'complete' && providerId !== null ? { providerId, modelId } : null,
    cost: row.cost,
    firstToken: row.firstToken,
    duration: row.duration ?? 0,
    status: statusOf(row),
    attempts: attempts.map(attemptOf),
  });
  return parsed.success ? parsed.data : null;
}
