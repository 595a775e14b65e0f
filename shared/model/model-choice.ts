import { z } from 'zod';
import { modelDetails } from './catalogue.ts';
import { providerId } from './ids.ts';

const modelId = z.string().min(1).max(300);
const one = { providerId, modelId };

/** What a person says about a model of an instance. */
export const modelChoice = z.object({
  ...one,
  /** False: it is not offered anywhere, and not asked. */
  isEnabled: z.boolean(),
  /** Wins over what its provider and the catalogue say; all prices are one field. */
  details: modelDetails,
  /** Which model of the catalogue is behind it, where its own name does not say. */
  underlying: z.string().min(1).max(300).nullable(),
});
export type ModelChoice = z.output<typeof modelChoice>;

/** What is absent stays as it was. */
export const modelChoiceChange = z.object({
  ...one,
  isEnabled: z.boolean().exactOptional(),
  /** Each field that is there takes the place of what was said before. */
  details: modelDetails.exactOptional(),
  underlying: z.string().trim().min(1).max(300).nullable().exactOptional(),
});
export type ModelChoiceChange = z.output<typeof modelChoiceChange>;

export const modelReset = z.object({
  ...one,
  /** Which details are as others say again. Default: all, and what is behind it. */
  fields: z.array(modelDetails.keyof()).min(1).exactOptional(),
});
export type ModelReset = z.output<typeof modelReset>;
