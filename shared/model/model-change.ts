import { z } from 'zod';
import { modelDetails } from './catalogue.ts';
import { modelChangeId, providerId, timestamp } from './ids.ts';

/** What another look at a provider's list found to be different. */
export const modelChange = z.object({
  id: modelChangeId,
  providerId,
  modelId: z.string(),
  change: z.enum(['new', 'gone', 'price']),
  /** What was known of the model before, and what is now; null where nothing is. */
  before: modelDetails.nullable(),
  after: modelDetails.nullable(),
  foundAt: timestamp,
  seenAt: timestamp.nullable(),
});
export type ModelChange = z.output<typeof modelChange>;
