import { AppError } from '../../../shared/errors/app-error.ts';
import { embeddingsBody } from '../../../shared/wire/openai/embeddings.ts';
import { parseBody } from './parse-body.ts';

export interface ReadEmbeddings {
  model: string;
  values: string[];
  /** Null: as many as the model gives. */
  dimensions: number | null;
  encoding: Encoding;
}
export type Encoding = 'float' | 'base64';

export function readEmbeddings(body: unknown): ReadEmbeddings {
  const { model, input, dimensions, encoding_format } = parseBody(embeddingsBody, body);
  const values = (typeof input === 'string' ? [input] : input).map((value) => {
    if (typeof value === 'string') return value;
    const message =
      '"input" has token ids, which only the model they were made for can read. Send texts instead (in LangChain: check_embedding_ctx_length=False).';
    throw new AppError('UNSUPPORTED_PARAMETER', message, { details: { param: 'input' } });
  });
  return {
    model,
    values,
    dimensions: dimensions ?? null,
    encoding: encoding_format ?? 'float',
  };
}
