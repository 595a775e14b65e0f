import { z } from 'zod';

const count = z.int().nonnegative();
const text = z.string().max(1000);

/** What a file's own metadata recommends; only what it names. */
export const recommendedSampling = z.object({
  temperature: z.number().exactOptional(),
  topK: z.int().exactOptional(),
  topP: z.number().exactOptional(),
  minP: z.number().exactOptional(),
  xtcProbability: z.number().exactOptional(),
  xtcThreshold: z.number().exactOptional(),
  /** 1 is none. */
  repeatPenalty: z.number().exactOptional(),
  /** Tokens the penalty looks back. */
  penaltyLastTokens: z.int().exactOptional(),
});
export type RecommendedSampling = z.output<typeof recommendedSampling>;

/** What a file is for. A projector makes images into tokens for another model; an adapter (LoRA) changes another model. */
export const modelKind = z.enum(['chat', 'completion', 'embedding', 'reranker', 'projector', 'adapter']);
export type ModelKind = z.output<typeof modelKind>;

/** What the header of a GGUF file says, without loading it. */
export const modelFacts = z.object({
  kind: modelKind,
  architecture: text,
  /** The name the file gives itself; null when it has none. */
  name: text.nullable(),
  baseModel: text.nullable(),
  license: text.nullable(),
  /** Elements of all tensors. */
  parameters: count,
  /** As people write it, like `Q4_K_M`. */
  quantisation: text,
  /** Bytes of all parts on disk, and of the tensors alone. */
  size: count,
  tensorBytes: count,
  /** Tokens the model was trained for; null when the file does not say. */
  contextLength: count.nullable(),
  embeddingLength: count.nullable(),
  vocabularySize: count.nullable(),
  layers: count.nullable(),
  /** The most heads a layer has, for models whose layers differ. */
  heads: count.nullable(),
  kvHeads: count.nullable(),
  /** Key and value heads of each layer, where layers differ. */
  kvHeadsByLayer: z.array(count).nullable(),
  /** Values in a head's key and value. */
  keyLength: count.nullable(),
  valueLength: count.nullable(),
  /** Zero when the model is not a mixture of experts. */
  experts: count,
  expertsUsed: count,
  /** Tokens; null when attention sees everything. */
  slidingWindow: count.nullable(),
  hasChatTemplate: z.boolean(),
  /** The template knows what to do with tools. */
  tools: z.boolean(),
  /** `always`: it thinks and the template has no switch for it. */
  thinking: z.enum(['none', 'switchable', 'always']),
  /** Fills in the middle. */
  infill: z.boolean(),
  sampling: recommendedSampling,
  /** How many files make up the model. */
  parts: count,
});
export type ModelFacts = z.output<typeof modelFacts>;
