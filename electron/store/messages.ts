import { eq } from 'drizzle-orm';
import { AppError } from '../../shared/errors/app-error.ts';
import { type AnswerDelta, type Message, message, type Seam } from '../../shared/model/conversation.ts';
import type { ConversationId, MessageId } from '../../shared/model/ids.ts';
import type { Log } from '../lib/log.ts';
import { answerEnd, type Settlement } from './answer-end.ts';
import type { Connection } from './connection.ts';
import { createRowReader, fromJson, toJson } from './rows.ts';
import { messageTable as table } from './schema.ts';

export type Messages = ReturnType<typeof createMessages>;

type Row = typeof table.$inferSelect;

const shape = ({ providerId, modelId, failure, facts, seams, continueFailure, ...row }: Row) => ({
  ...row,
  target: providerId === null ? null : { providerId, modelId },
  failure: fromJson(failure),
  facts: fromJson(facts),
  seams: fromJson(seams),
  continueFailure: fromJson(continueFailure),
});

/** What a running answer holds is the message's own text (none yet) and its chunks behind it. */
const whole = (kind: AnswerDelta['kind']) => `message.${kind} || coalesce((
  SELECT group_concat(text, '' ORDER BY seq) FROM message_chunk WHERE message_id = message.id AND kind = '${kind}'), '')`;

const columns = `message.id, message.conversation_id AS conversationId, message.parent_id AS parentId, message.role,
  message.state, ${whole('text')} AS text, ${whole('reasoning')} AS reasoning, message.provider_id AS providerId,
  message.model_id AS modelId, message.failure, message.facts, message.created_at AS createdAt,
  message.seams, message.continue_failure AS continueFailure`;

const newestFirst = 'ORDER BY created_at DESC, id DESC LIMIT 1';

export function createMessages({ db, client }: Connection, log: Log) {
  const rows = createRowReader({ noun: 'message', schema: message, shape, log });

  const byId = client.prepare<[MessageId], Row>(`SELECT ${columns} FROM message WHERE id = ?`);
  const currentBranch = client.prepare<[ConversationId], Row>(`
    WITH RECURSIVE branch (id, depth) AS (
      SELECT * FROM (SELECT id, 0 FROM message WHERE conversation_id = ? AND parent_id IS NULL ${newestFirst})
      UNION ALL
      SELECT (SELECT child.id FROM message child WHERE child.parent_id = branch.id ${newestFirst}), depth + 1
      FROM branch WHERE branch.id IS NOT NULL
    )
    SELECT ${columns} FROM branch JOIN message ON message.id = branch.id ORDER BY depth`);
  const appendChunk = client.prepare<[AnswerDelta['kind'], string, MessageId]>(`
    INSERT INTO message_chunk (message_id, seq, kind, text)
    SELECT id, 1 + coalesce((SELECT max(seq) FROM message_chunk WHERE message_id = message.id), 0), ?, ?
    FROM message WHERE id = ? AND state = 'streaming'`);
  const reopen = client.prepare<[string, MessageId]>(
    `UPDATE message SET state = 'streaming', seams = ?, continue_failure = NULL
    WHERE id = ? AND state IN ('stopped', 'failed', 'interrupted')`,
  );
  const dropChunks = client.prepare<[MessageId]>('DELETE FROM message_chunk WHERE message_id = ?');

  const appendAll = client.transaction((id: MessageId, deltas: readonly AnswerDelta[]) => {
    for (const { kind, text } of deltas) {
      if (appendChunk.run(kind, text, id).changes === 0) {
        throw new AppError('NOT_FOUND', `There is no running answer ${id} to add to.`);
      }
    }
  });
  const settle = client.transaction((id: MessageId, settlement: Settlement): void => {
    const row = byId.get(id);
    if (row?.state !== 'streaming') return;
    const { text, reasoning } = row;
    db.update(table)
      .set({ text, reasoning, ...answerEnd(row, settlement) })
      .where(eq(table.id, id))
      .run();
    dropChunks.run(id);
  });
  const get = (id: MessageId): Message | undefined => rows.oneOrNone(byId.get(id));

  return {
    insert({ target, failure, facts, seams, continueFailure, ...fields }: Message): void {
      db.insert(table)
        .values({
          ...fields,
          providerId: target?.providerId ?? null,
          modelId: target?.modelId ?? null,
          failure: toJson(failure),
          facts: toJson(facts),
          seams: JSON.stringify(seams),
          continueFailure: toJson(continueFailure),
        })
        .run();
    },

    /** An answer that had broken off runs again: what comes now stands behind its last seam. */
    reopen(id: MessageId, seams: readonly Seam[]): Message {
      const reopened = reopen.run(JSON.stringify(seams), id).changes > 0 ? get(id) : undefined;
      if (!reopened) throw new AppError('NOT_FOUND', `There is no broken answer ${id} to go on with.`);
      return reopened;
    },

    /** With what has arrived so far, when it is a running answer. */
    get,

    /** From the first message on, at each fork the newest branch; oldest first. */
    branch: (id: ConversationId): Message[] => rows.many(currentBranch.all(id)),

    /** Puts pieces behind a running answer: on disk when this returns. Costs the same however long it is already. */
    appendChunks: (id: MessageId, deltas: readonly AnswerDelta[]): void => appendAll(id, deltas),

    /** Ends a running answer with all that arrived. The first end counts: on a settled one this changes nothing. */
    settle(id: MessageId, settlement: Settlement): Message {
      settle(id, settlement);
      const settled = get(id);
      if (!settled) throw new AppError('NOT_FOUND', `There is no message ${id}.`);
      return settled;
    },

    /** For the start: ends every answer the last host left running, keeping what it had got. Says which. */
    interruptStreaming: client.transaction((): MessageId[] => {
      const running = db.select({ id: table.id }).from(table).where(eq(table.state, 'streaming')).all();
      for (const { id } of running) settle(id, { state: 'interrupted', failure: null, facts: null });
      return running.map(({ id }) => id);
    }),
  };
}
