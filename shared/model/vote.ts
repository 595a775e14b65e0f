import { z } from 'zod';
import { messageId, timestamp } from './ids.ts';
import { target } from './provider.ts';
import { taskType } from './routing.ts';

export const voteValue = z.enum(['up', 'down']);
export type VoteValue = z.output<typeof voteValue>;

/** What a person thought of one answer. */
export const vote = z.object({
  messageId,
  /** Who answered. */
  target,
  task: taskType,
  value: voteValue,
  at: timestamp,
});
export type Vote = z.output<typeof vote>;
