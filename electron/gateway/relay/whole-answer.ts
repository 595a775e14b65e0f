import type { Answer } from '../../providers/network/send.ts';
import type { AnswerResult } from '../request.ts';
import type { Asked } from '../work.ts';
import { isRefused, refused } from './passage.ts';
import { isFields, type Note, type Reading } from './reading.ts';
import { brokenIn } from './refusal.ts';
import { type Rename, renameIn } from './rename.ts';

interface Given {
  answer: Answer;
  reading: Reading;
  rename: Rename | null;
}

interface WholeAnswer {
  bytes: Buffer;
  result: Omit<AnswerResult, 'warnings'>;
}

/** An answer that is no stream. Nobody sees any of it before all of it is there. */
export async function readWhole(
  { answer, reading, rename }: Given,
  { connection, modelId, patiently }: Asked,
): Promise<WholeAnswer> {
  const chunks: Uint8Array[] = [];
  try {
    for (;;) {
      const chunk = await patiently(answer.body.read());
      if (!chunk) break;
      chunks.push(chunk);
    }
  } catch (thrown) {
    throw brokenIn(answer, thrown);
  } finally {
    answer.body.cancel();
  }
  const bytes = Buffer.concat(chunks);
  const note = noteOf(bytes, reading);
  const failure = note.failure ?? (isRefused(note, false) ? refused(modelId) : undefined);
  if (failure !== undefined) throw connection.classify(failure, { modelId, hasContent: false });
  return {
    bytes: rename ? renameIn(bytes, rename) : bytes,
    result: { usage: reading.counts(note.usage ?? {}), finishReason: note.finish ?? note.usualFinish ?? 'other' },
  };
}

function noteOf(bytes: Buffer, reading: Reading): Note {
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return isFields(value) ? reading.body(value) : { failure: new SyntaxError('no object') };
  } catch (error) {
    return { failure: error };
  }
}
