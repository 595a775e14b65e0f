import { z } from 'zod';

/**
 * Money is whole nano-dollars, never a fraction: per 1,000 tokens for what is counted in tokens, per piece for the
 * rest. An absent price is not known; only a written 0 is free.
 */
const nanoDollars = z.int().nonnegative();
const price = nanoDollars.exactOptional();

const rateFields = {
  input: price,
  output: price,
  cachedInput: price,
  cacheWrite: price,
  /** Kept for an hour in place of minutes. */
  cacheWriteHour: price,
  /** Default: that of `output`. */
  reasoning: price,
  audioInput: price,
  audioOutput: price,
  cachedAudioInput: price,
  imageInput: price,
  imageOutput: price,
  cachedImageInput: price,
  videoInput: price,
  videoOutput: price,
  citation: price,
  /** Per 1,000 characters. */
  characters: price,
  /** From here on per piece. */
  request: price,
  image: price,
  webSearch: price,
  fileSearch: price,
  page: price,
  annotatedPage: price,
  textMessage: price,
  audioHour: price,
};

export const rates = z.strictObject(rateFields);
export type Rates = z.output<typeof rates>;

/** Prices of a whole request whose prompt has more tokens than `above`; what it leaves out stays as it was. */
const tier = z.strictObject({ above: z.int().positive(), ...rateFields });

const table = { ...rateFields, tiers: z.array(tier).min(1).exactOptional() };
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const prices = z.strictObject({
  ...table,
  /** Times of the day, UTC, at which these hold instead. */
  hours: z
    .array(z.strictObject({ from: clock, until: clock, ...table }))
    .min(1)
    .exactOptional(),
  /** Prices announced: from that day on, UTC, these hold instead. */
  later: z
    .array(z.strictObject({ since: z.iso.date(), ...table }))
    .min(1)
    .exactOptional(),
});
export type Prices = z.output<typeof prices>;

const modality = z.enum(['text', 'image', 'audio', 'video', 'pdf']);

const tokens = z.int().positive().exactOptional();
/** A day, or only its month. */
const day = z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/);

/** What can be known about a model; what is absent is not known. */
export const modelDetails = z.strictObject({
  name: z.string().min(1).exactOptional(),
  /** Tokens of prompt and answer together. */
  context: tokens,
  /** Tokens of the prompt, where that is less than the context. */
  maxInput: tokens,
  maxOutput: tokens,
  inputs: z.array(modality).exactOptional(),
  outputs: z.array(modality).exactOptional(),
  tools: z.boolean().exactOptional(),
  structuredOutput: z.boolean().exactOptional(),
  reasoning: z.boolean().exactOptional(),
  /** Whether it lets its caller set one. */
  temperature: z.boolean().exactOptional(),
  /** How far its knowledge reaches. */
  knowledge: day.exactOptional(),
  released: day.exactOptional(),
  /** Default: in service. */
  status: z.enum(['beta', 'deprecated']).exactOptional(),
  prices: prices.exactOptional(),
});
export type ModelDetails = z.output<typeof modelDetails>;

export const catalogueModel = modelDetails.extend({ id: z.string().min(1) });
export type CatalogueModel = z.output<typeof catalogueModel>;

const catalogueVendor = z.strictObject({
  /** Its models are called what the user calls them: a name says nothing about what is behind it. */
  ownNames: z.literal(true).exactOptional(),
  /** What may stand before a model's id and leaves its price as it is. */
  prefixes: z.array(z.string().min(1)).exactOptional(),
  models: z.array(catalogueModel),
});

/** The file `resources/catalogue.json`; `scripts/catalogue.mjs` makes it. */
export const catalogueFile = z.strictObject({
  about: z.strictObject({
    unit: z.string(),
    /** The day of the newest source. */
    date: z.iso.date(),
    sources: z.array(
      z.strictObject({ name: z.string(), url: z.url(), version: z.string(), date: z.iso.date(), license: z.string() }),
    ),
  }),
  vendors: z.record(z.string(), catalogueVendor),
});
export type CatalogueFile = z.output<typeof catalogueFile>;
