import { z } from 'zod';

/** A form that programs ask in, and that some providers understand as it is. */
export const dialect = z.enum([
  'openai-chat',
  'openai-completions',
  'openai-embeddings',
  'openai-responses',
  'anthropic-messages',
  'ollama-chat',
  'ollama-generate',
  'ollama-embed',
]);
export type Dialect = z.output<typeof dialect>;
