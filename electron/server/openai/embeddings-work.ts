import { embeddingWork } from '../../gateway/embedding-work.ts';
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
    async run(asked, emit) {
      const vectors: number[][] = [];
      const { usage } = await work.run(asked, (some) => void vectors.push(...some));
      const text = writeEmbeddings(vectors, { model, encoding, inputTokens: usage.inputTokens });
      await emit({ head, bytes: Buffer.from(text) });
      return { usage, finishReason: 'stop', warnings: [] };
    },
  };
}
