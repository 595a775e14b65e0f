import { AppError } from '../../shared/errors/app-error.ts';
import type { BatchId } from '../../shared/model/ids.ts';
import type { BatchOutcome } from '../store/batch-requests.ts';
import type { BatchAnswer, Recorded } from './ports.ts';

/** Which request of which batch. */
export interface Place {
  batchId: BatchId;
  line: number;
  customId: string;
}

/** Why a batch asks nothing any more before all its requests are asked. */
export type Stop = 'cancelled' | 'expired';

/** A line of the files with the results, as OpenAI writes them. */
const lineOf = ({ batchId, line, customId }: Place, said: { response: unknown } | { error: unknown }): string =>
  JSON.stringify({ id: `batch_req_${batchId}_${line}`, custom_id: customId, response: null, error: null, ...said });

export function answered(place: Place, { status, body, requestId }: BatchAnswer): BatchOutcome {
  const answer = lineOf(place, { response: { status_code: status, request_id: requestId, body } });
  return { state: status >= 200 && status < 300 ? 'done' : 'failed', status, answer };
}

export const failed = (place: Place, code: string, message: string): BatchOutcome => ({
  state: 'failed',
  status: null,
  answer: lineOf(place, { error: { code, message } }),
});

export function thrown(place: Place, error: unknown): BatchOutcome {
  if (error instanceof AppError) return failed(place, error.code, error.message);
  return failed(place, 'INTERNAL', 'Something failed inside Switchyard. The log has the details.');
}

const why: Record<Stop, string> = {
  cancelled: 'the batch was cancelled',
  expired: 'its completion window was over',
};

export const notAsked = (place: Place, stop: Stop): BatchOutcome =>
  failed(place, `batch_${stop}`, `This request was not sent: ${why[stop]}.`);

/** For one that was handed over with its batch. */
export const unanswered = (place: Place, { stop, by }: { stop: Stop; by: string }): BatchOutcome =>
  failed(place, `batch_${stop}`, `This request was given to ${by}, which gave no answer to it: ${why[stop]}.`);

export const brokenOff = (place: Place, stop: Stop): BatchOutcome =>
  failed(
    place,
    `batch_${stop}`,
    `This request was sent and broken off: ${why[stop]}. It may have been executed in part.`,
  );

/** For one that was asked when the host was killed. */
export function uncertain(place: Place, recorded: ReturnType<Recorded>): BatchOutcome {
  if (recorded?.status === 'failed' && recorded.errorCode !== null) {
    return failed(place, recorded.errorCode, 'This request failed just before Switchyard was ended.');
  }
  const message =
    recorded?.status === 'complete'
      ? 'This request was executed, but Switchyard was ended before its answer was kept. It was not sent again.'
      : 'Switchyard was ended while this request was under way. It may have been executed, and was not sent again.';
  return failed(place, 'uncertain', message);
}
