import { z } from 'zod';

/** As many as the dialect's own maker takes. */
const mostInputs = 2048;

const text = z.string().min(1, 'an empty text has no embedding');
const token = z.int().nonnegative();
const list = <Entry extends z.ZodType>(entry: Entry) =>
  z
    .array(entry)
    .min(1, 'there is nothing to embed')
    .max(mostInputs, `there may be ${mostInputs} inputs in one request`);

export const embeddingsBody = z.object({
  model: z.string().min(1),
  input: z.union([text, list(text), list(token), list(list(token))], {
    error: 'it is a text, a list of texts, or token ids',
  }),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  dimensions: z.int().positive().nullish(),
});
