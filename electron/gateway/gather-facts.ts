import { networkInterfaces } from 'node:os';
import { createFacts, type Facts } from '../routing/facts.ts';
import { estimateTokens } from '../routing/token-estimate.ts';
import type { Question } from './request.ts';

export interface GatherOptions {
  /** UTC ms. */
  at: number;
  /** As in "Europe/Berlin". */
  timeZone: string;
  /** Whether somebody will look at what is not free to know. */
  hasRules: boolean;
  /** The least wait of all local models; null where there is none. */
  localWait(): Promise<number | null>;
}

/** What a request is, as far as rules and strategies may ask. */
export async function gatherFacts(
  { wish, door, client = null, tags = [], content, requirements = {} }: Question,
  { at, timeZone, hasRules, localWait }: GatherOptions,
): Promise<Facts> {
  const { texts, needs } = content;
  return createFacts({
    model: 'name' in wish ? wish.name : wish.target.modelId,
    door,
    client,
    tags,
    last: texts.at(-1) ?? '',
    earlier: texts.slice(0, -1),
    ...(requirements.task && { task: requirements.task }),
    needs,
    inputTokens: texts.reduce((sum, text) => sum + estimateTokens(text), 0),
    at,
    timeZone,
    isOffline: hasRules && isOffline(),
    // Budgets come with the ledger.
    budgetUsed: null,
    localWait: hasRules ? await localWait() : null,
  });
}

let seen = { at: 0, isOffline: false };

/** Whether this computer has no way out at all. Looked up every five seconds at most. */
function isOffline(): boolean {
  const at = Date.now();
  if (at - seen.at < 5000) return seen.isOffline;
  const isAway = Object.values(networkInterfaces()).every((addresses) => addresses?.every(({ internal }) => internal));
  seen = { at, isOffline: isAway };
  return isAway;
}
