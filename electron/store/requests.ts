import { eq } from 'drizzle-orm';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import type { MessageId, RequestId } from '../../shared/model/ids.ts';
import type { Target } from '../../shared/model/provider.ts';
import type { Connection } from './connection.ts';
import { type RequestStatus, requestTable as table } from './schema.ts';

export interface NewRequest {
  id: RequestId;
  /** Where it came in: `window`, `openai-chat`, … */
  door: string;
  target: Target;
  /** The answer it is for; null when it came in through the port. */
  messageId: MessageId | null;
  createdAt: number;
}

/** What a request took. Null is "not known", never zero. Times in ms. */
export interface RequestOutcome {
  status: Exclude<RequestStatus, 'running'>;
  errorCode: ErrorCode | null;
  inputTokens: number | null;
  outputTokens: number | null;
  reasoningTokens: number | null;
  cachedTokens: number | null;
  firstToken: number | null;
  duration: number | null;
}

export type RequestRow = typeof table.$inferSelect;

export type Requests = ReturnType<typeof createRequests>;

const whole = (milliseconds: number | null): number | null => (milliseconds === null ? null : Math.round(milliseconds));

export const createRequests = ({ db }: Connection) => ({
  insert({ target, ...row }: NewRequest): void {
    db.insert(table)
      .values({ ...row, ...target, status: 'running' })
      .run();
  },

  get: (id: RequestId): RequestRow | undefined => db.select().from(table).where(eq(table.id, id)).get(),

  settle(id: RequestId, outcome: RequestOutcome): void {
    db.update(table)
      .set({ ...outcome, firstToken: whole(outcome.firstToken), duration: whole(outcome.duration) })
      .where(eq(table.id, id))
      .run();
  },

  /** For the start: what the last host left running will never end. Says how many. */
  interruptRunning: (): number =>
    db.update(table).set({ status: 'interrupted' }).where(eq(table.status, 'running')).run().changes,
});
