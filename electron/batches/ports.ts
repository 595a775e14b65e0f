import type { BatchEndpoint } from '../../shared/model/batch.ts';
import type { RequestId } from '../../shared/model/ids.ts';

export interface BatchQuestion {
  url: BatchEndpoint;
  body: unknown;
  /** Stands in the table of requests before anybody is asked. */
  requestId: RequestId;
  /** Nothing of it leaves this computer. */
  isLocalOnly: boolean;
  tags: readonly string[];
  signal: AbortSignal;
}

/** As the port answers over HTTP, with the gateway's own retries behind it. */
export interface BatchAnswer {
  status: number;
  body: unknown;
  requestId: string;
}

export type Ask = (question: BatchQuestion) => Promise<BatchAnswer>;

/** What the table of requests says about one of them; undefined where it is not there. */
export type Recorded = (id: RequestId) => { status: string; errorCode: string | null } | undefined;
