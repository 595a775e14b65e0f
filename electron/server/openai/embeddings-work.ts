import { type EmbeddingResult, embeddingWork } from '../../gateway/embedding-work.ts';
import type { RelayItem } from '../../gateway/relay/relay-work.ts';
import type { AnswerResult } from '../../gateway/request.ts';
import type { Work } from '../../gateway/work.ts';
import type { ReadEmbeddings } from './read-embeddings.ts';
import { writeEmbeddings } from './write-embeddings.ts';

const head = { status: 200, headers: { 'content-type': 'application/json' } };

/** Embeddings by a target that speaks another form. */
export function embeddingsWork({ model, values, dimensions, encoding }: ReadEmbeddings): Work<RelayItem, AnswerResult> {
  const work = embeddingWork({ values, dimensions });
  return {
    service: work.service,
    isRepeatable: work.isRepeatable,
    async *run(asked) {
      const answer = work.run(asked);
      const vectors: number[][] = [];
      let step: IteratorResult<number[][], EmbeddingResult> = await answer.next();
      for (; !step.done; step = await answer.next()) vectors.push(...step.value);
      const { usage } = step.value;
      const text = writeEmbeddings(vectors, { model, encoding, inputTokens: usage.inputTokens });
      yield { head, bytes: Buffer.from(text) };
      return { usage, finishReason: 'stop', warnings: [] };
    },
  };
}
