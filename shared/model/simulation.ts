import { z } from 'zod';
import { alias } from './alias.ts';
import { timestamp } from './ids.ts';
import { target } from './provider.ts';
import { attemptRecord } from './route.ts';
import { need, personalData, taskType } from './routing.ts';
import { rule } from './rule.ts';

const nanoDollars = z.int().nonnegative();

/** What was found out about a request because a rule asked. Null, or left out: nobody asked. */
export const knownFacts = z.object({
  task: taskType.nullable(),
  personalData: z.array(personalData).nullable(),
  /** Of each pattern that a rule asked for, whether it was in the text. */
  patterns: z.record(z.string(), z.boolean()),
});
export type KnownFacts = z.output<typeof knownFacts>;

/** A request as it is kept: what it was without its text, and what became of it. */
export const recordedRequest = z.object({
  at: timestamp,
  /** The name that was asked for. */
  model: z.string(),
  door: z.string(),
  client: z.string().nullable(),
  /** Those it came with, without those of rules. */
  tags: z.array(z.string()),
  needs: z.array(need),
  /** Estimated, as rules saw it. */
  inputTokens: z.int().nonnegative(),
  known: knownFacts,
  /** What is left out was not recorded. */
  isOffline: z.boolean().exactOptional(),
  /** Whoever asked wanted it to stay on this computer. */
  isLocalOnly: z.boolean().exactOptional(),
  budgetUsed: z.number().nullable().exactOptional(),
  localWait: z.number().nullable().exactOptional(),
  /** Null is "the provider did not say". */
  outputTokens: z.int().nonnegative().nullable(),
  /** Who answered; null when nobody did. */
  target: target.nullable(),
  /** Null: no price is known. */
  cost: nanoDollars.nullable(),
  /** Ms; null when nothing came. */
  firstToken: z.number().nonnegative().nullable(),
  /** Ms. */
  duration: z.number().nonnegative(),
  /** `refused`: a rule said so, and it went nowhere. */
  status: z.enum(['answered', 'failed', 'cancelled', 'refused']),
  attempts: z.array(
    attemptRecord.pick({
      target: true,
      startedAt: true,
      firstToken: true,
      duration: true,
      outcome: true,
      failure: true,
    }),
  ),
});
export type RecordedRequest = z.output<typeof recordedRequest>;

/** All the requests together, with one set of rules. */
export const simulatedSide = z.object({
  requests: z.int().nonnegative(),
  /** Of those whose price is known. */
  cost: nanoDollars,
  /** Those that somebody answered, without a price. */
  unpriced: z.int().nonnegative(),
  /** Ms to the first token of those that have one; null: none has. */
  firstToken: z.object({ mean: z.number().nonnegative(), p95: z.number().nonnegative() }).nullable(),
  /** 0 to 1, of those that went somewhere; null: none did. */
  localShare: z.number().min(0).max(1).nullable(),
  failures: z.int().nonnegative(),
  refused: z.int().nonnegative(),
});
export type SimulatedSide = z.output<typeof simulatedSide>;

export const simulation = z.object({
  /** Only so many of the newest are gone through, and there were older ones. */
  isCut: z.boolean(),
  /** Left out as well: what rules look at was not kept of them. */
  notKept: z.int().nonnegative(),
  /** As it really was. */
  before: simulatedSide,
  /** As it would have been. */
  after: simulatedSide,
  /** Those that would have gone another way. What they cost and took is partly estimated. */
  changed: z.int().nonnegative(),
  /** Those of which it cannot be told, because a rule asks for what was not recorded; they are left as they were. */
  untold: z.int().nonnegative(),
  /** Failed really, and would have been answered. */
  failuresAvoided: z.int().nonnegative(),
  /** Answered really, and would have failed. */
  failuresAdded: z.int().nonnegative(),
});
export type Simulation = z.output<typeof simulation>;

/** What to try on the requests of the last days. */
export const simulationInput = z.strictObject({
  days: z.int().min(1).max(90),
  /** Default: those that there are. */
  rules: z.array(rule).max(500).exactOptional(),
  aliases: z.array(alias).max(500).exactOptional(),
});
export type SimulationInput = z.output<typeof simulationInput>;
