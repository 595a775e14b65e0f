import { z } from 'zod';
import { conversationId, messageId } from '../model/ids.ts';
import { vote, voteValue } from '../model/vote.ts';
import { call, event } from './define.ts';

export const votesContract = {
  'votes.set': call({
    summary: 'Say that an answer was good or bad, or take that back with null; the choice of models goes by it',
    method: 'PUT',
    path: '/messages/{messageId}/vote',
    input: z.object({ messageId, value: voteValue.nullable() }),
    output: vote.nullable(),
  }),
  'votes.of': call({
    summary: 'What was said of the answers of a conversation',
    method: 'GET',
    path: '/conversations/{conversationId}/votes',
    input: z.object({ conversationId }),
    output: z.array(vote),
  }),
  'votes.changed': event({
    summary: 'An answer was voted on, or a vote was taken back',
    data: z.object({ messageId, value: voteValue.nullable() }),
  }),
};
