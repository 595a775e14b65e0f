import { AppError } from '../../../shared/errors/app-error.ts';
import type { Encoding } from './read-embeddings.ts';

export interface EmbeddingsFacts {
  /** By the name that the caller is to see. */
  model: string;
  encoding: Encoding;
  /** Null: the provider did not say. */
  inputTokens: number | null;
}

/** In the order of the inputs, ready to be sent. */
export function writeEmbeddings(
  vectors: readonly (readonly number[])[],
  { model, encoding, inputTokens }: EmbeddingsFacts,
): string {
  const data = vectors.map((vector, index) => {
    if (!vector.every(Number.isFinite)) throw noNumbers(model);
    return { object: 'embedding', index, embedding: encoding === 'base64' ? packed(vector) : vector };
  });
  // Programs read it without looking whether it is there.
  const tokens = inputTokens ?? 0;
  return JSON.stringify({ object: 'list', data, model, usage: { prompt_tokens: tokens, total_tokens: tokens } });
}

function packed(vector: readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4);
  return bytes.toString('base64');
}

const noNumbers = (model: string): AppError =>
  new AppError('PROVIDER_BAD_ANSWER', `${model} gave an embedding that is not made of numbers. Choose another model.`);
