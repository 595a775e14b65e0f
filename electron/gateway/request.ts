import type { Door } from '../../shared/model/door.ts';
import type { MessageId, RequestId } from '../../shared/model/ids.ts';
import type { ParameterWarning } from '../../shared/model/parameters.ts';
import type { Service, Target } from '../../shared/model/provider.ts';
import type { AttemptRecord, Requirements, RoutePlan } from '../../shared/model/route.ts';
import type { Need } from '../../shared/model/routing.ts';
import type { TokenCounts, Work } from './work.ts';

/** Whom to ask: one certain model, or whoever stands behind a name. */
export type Wish = { target: Target } | { name: string };

/** What rules may look at. */
export interface RequestContent {
  /** All text that goes out, whoever wrote it; what is asked now is the last one. */
  texts: readonly string[];
  needs: ReadonlySet<Need>;
  /** Null: as many as the model likes. */
  maxOutputTokens: number | null;
}

/** Who asks for what, before it is known what is done for it. */
export interface Question {
  door: Door;
  wish: Wish;
  service: Service;
  content: RequestContent;
  /** Requests with the same one go to the same target, where an alias says so. Default: none. */
  conversation?: string | null;
  /** Name of the program that asks. Default: none. */
  client?: string | null;
  tags?: readonly string[];
  requirements?: Requirements;
}

export interface GatewayRequest<Item, Result extends { usage: TokenCounts }> extends Omit<Question, 'service'> {
  work: Work<Item, Result>;
  /** The answer it is for; null when it came in through the port. */
  messageId: MessageId | null;
  /** Its own name, where somebody has to know it before. */
  requestId?: RequestId;
  /** Seconds that its answer may be given again to the same question; 0 is not at all. Default: as its alias says. */
  cacheFor?: number;
  /** Called once, before the first piece of an answer. */
  onRoute?(routed: Routed): void;
  /** Aborting it stops the upstream at once. */
  signal: AbortSignal;
}

/** Who answers, and after how many tries. */
export interface Routed {
  requestId: RequestId;
  plan: RoutePlan;
  target: Target;
  providerName: string;
  attempts: number;
  /** Given again: nobody was asked. */
  isCached: boolean;
}

/** What a request took, and the way it went. */
export interface Outcome<Result> {
  result: Result;
  requestId: RequestId;
  target: Target;
  attempts: readonly AttemptRecord[];
  /** Nano-dollars; null is unpriced. */
  cost: number | null;
  /** How often the same target was asked again. */
  retries: number;
}

export interface AnswerResult {
  usage: TokenCounts;
  finishReason: 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'other';
  /** What was left out or changed of what was asked for. */
  warnings: readonly ParameterWarning[];
}
