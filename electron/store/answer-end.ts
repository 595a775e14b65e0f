import { type Message, type Seam, seam } from '../../shared/model/conversation.ts';
import { fromJsonIfPossible, toJson } from './rows.ts';
import type { messageTable } from './schema.ts';

export type Settlement = Pick<Message, 'failure' | 'facts'> & {
  state: Exclude<Message['state'], 'streaming'>;
  /** Who answered in the end. Default: who was asked. */
  target?: Message['target'];
};

type Row = typeof messageTable.$inferSelect;
type End = Pick<Row, 'state' | 'failure' | 'facts' | 'providerId' | 'modelId' | 'seams' | 'continueFailure'>;

/** A seam that cannot be read must not keep an answer from ending. */
const seamsOf = ({ seams }: Row): Seam[] => seam.array().safeParse(fromJsonIfPossible(seams)).data ?? [];

/** How an answer stands at its end. One that was gone on with and got no further word stands as it did before. */
export function answerEnd(row: Row, { state, failure, facts, target = null }: Settlement): End {
  const seams = seamsOf(row);
  const last = seams.pop();
  const now = { state, failure: toJson(failure), facts: toJson(facts), continueFailure: null };
  const { providerId, modelId } = row;
  if (!last) {
    const by = target ?? { providerId, modelId };
    return { ...now, providerId: by.providerId, modelId: by.modelId, seams: '[]' };
  }
  const earlier = JSON.stringify(seams);
  if (row.text.length > last.at) {
    const grown = [...seams, { ...last, target: target ?? last.target }];
    return { ...now, providerId, modelId, seams: JSON.stringify(grown) };
  }
  // Nothing more to say, by the model's own word: the answer was whole.
  if (state === 'complete') return { ...now, providerId, modelId, seams: earlier };
  const before = { failure: row.failure, facts: row.facts, providerId, modelId };
  return { ...before, state: last.after, seams: earlier, continueFailure: toJson(failure) };
}
