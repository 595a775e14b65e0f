import type { RecordedRequest } from '../../shared/model/simulation.ts';
import type { Facts } from '../routing/facts.ts';
import type { Question } from './request.ts';

/** What is kept of what rules looked at, so that others can be tried on it: never a word of the text. */
export type RecordedFacts = Pick<
  RecordedRequest,
  'tags' | 'needs' | 'inputTokens' | 'known' | 'isOffline' | 'isLocalOnly' | 'budgetUsed' | 'localWait'
>;

export const toRecordedFacts = ({ tags = [], requirements = {} }: Question, facts: Facts): RecordedFacts => ({
  tags: [...tags],
  needs: [...facts.needs],
  inputTokens: facts.inputTokens,
  known: facts.known(),
  isOffline: facts.isOffline,
  isLocalOnly: requirements.isLocalOnly === true,
  budgetUsed: facts.budgetUsed,
  localWait: facts.localWait,
});
