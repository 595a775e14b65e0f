import { z } from 'zod';
import { failure } from './failure.ts';
import { conversationId, messageId, timestamp } from './ids.ts';
import { parameterWarning } from './parameters.ts';
import { target } from './provider.ts';

/** A row of the conversation list. */
export const conversationSummary = z.object({
  id: conversationId,
  title: z.string(),
  createdAt: timestamp,
  updatedAt: timestamp,
  /** Nothing of it leaves this computer: only a model that runs here may answer. */
  isLocalOnly: z.boolean(),
  isAnswering: z.boolean(),
});
export type ConversationSummary = z.output<typeof conversationSummary>;

/** streaming -> complete | stopped (by the user) | failed (see failure) | interrupted (the host went away). */
export const messageState = z.enum(['streaming', 'complete', 'stopped', 'failed', 'interrupted']);

/** What an answer took; of one that was gone on with, its newest part. Null is "not known", never zero. */
export const answerFacts = z.object({
  inputTokens: z.int().nonnegative().nullable(),
  outputTokens: z.int().nonnegative().nullable(),
  /** Milliseconds from sending to the first token. */
  firstToken: z.number().nonnegative().nullable(),
  /** Milliseconds from sending to the end. */
  duration: z.number().nonnegative().nullable(),
  /** What was left out or changed of what the question asked for. Default: nothing. */
  warnings: z.array(parameterWarning).exactOptional(),
  /** Present where there is more to tell of the way than that the chosen model was asked once. */
  route: z
    .object({
      /** The name that was asked for; null: the model itself. */
      asked: z.string().nullable(),
      attempts: z.int().nonnegative(),
      rules: z.int().nonnegative(),
      isCached: z.boolean(),
    })
    .exactOptional(),
});
export type AnswerFacts = z.output<typeof answerFacts>;

/** Where somebody went on with an answer that had broken off. */
export const seam = z.object({
  /** Length of the text before it. */
  at: z.int().positive(),
  /** Who went on; null until it is known who stands behind a name. */
  target: target.nullable(),
  /** How the part before it had ended. */
  after: messageState.extract(['stopped', 'failed', 'interrupted']),
});
export type Seam = z.output<typeof seam>;

export const message = z.object({
  id: messageId,
  conversationId,
  /** Messages are a tree: a retried answer is a sibling of the first one. */
  parentId: messageId.nullable(),
  role: z.enum(['user', 'assistant']),
  state: messageState,
  text: z.string(),
  /** What the model thought before it answered; empty when it showed nothing. */
  reasoning: z.string(),
  /** Who began the answer; null for what the user wrote, and until it is known who stands behind a name. */
  target: target.nullable(),
  failure: failure.nullable(),
  /** In the order of the text. */
  seams: z.array(seam),
  /** Why the last try to go on with it brought no word; null where there was none. */
  continueFailure: failure.nullable(),
  facts: answerFacts.nullable(),
  createdAt: timestamp,
});
export type Message = z.output<typeof message>;

/** The messages are the current branch, oldest first. */
export const conversation = conversationSummary.extend({ messages: z.array(message) });
export type Conversation = z.output<typeof conversation>;

/** A piece of an answer, to be put behind what is there already. */
export const answerDelta = z.object({ kind: z.enum(['text', 'reasoning']), text: z.string() });
export type AnswerDelta = z.output<typeof answerDelta>;
