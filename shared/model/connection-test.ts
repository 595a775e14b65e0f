import { z } from 'zod';
import { failure } from './failure.ts';
import { timestamp } from './ids.ts';

/** Why a step was left out, although nothing was wrong. */
const skipReason = z.enum([
  /** The base URL holds an address: there is no name to look up. */
  'is-address',
  /** It is the proxy that looks names up. */
  'by-proxy',
  'no-key',
  /** The vendor has no list of models to ask for. */
  'no-list',
  /** Nothing that answers with text. */
  'no-language',
  'no-models',
  /** Nobody knows what an answer would cost. */
  'no-price',
]);
export type SkipReason = z.output<typeof skipReason>;

const facts = {
  /** `unproven`: no fault was found, but nobody looked at the key. */
  state: z.enum(['passed', 'failed', 'unproven', 'skipped']),
  /** Milliseconds this step took. */
  duration: z.number().nonnegative(),
  failure: failure.nullable(),
  skipped: skipReason.nullable(),
};

const tls = z.object({
  /** `TLSv1.3` */
  version: z.string(),
  certificateEnds: timestamp.nullable(),
  /** False where the checks are switched off and would have failed. */
  isTrusted: z.boolean(),
});

/** What a step found is null where it did not come to it. */
export const testStep = z.discriminatedUnion('name', [
  z.object({ name: z.literal('dns'), ...facts, found: z.object({ addresses: z.array(z.string()) }).nullable() }),
  z.object({
    name: z.literal('connection'),
    ...facts,
    found: z
      .object({
        /** Null behind a proxy. */
        address: z.string().nullable(),
        /** Host and port of the proxy in between. */
        proxy: z.string().nullable(),
        /** Null for plain http. */
        tls: tls.nullable(),
      })
      .nullable(),
  }),
  z.object({ name: z.literal('key'), ...facts, found: z.null() }),
  z.object({ name: z.literal('models'), ...facts, found: z.object({ count: z.int().nonnegative() }).nullable() }),
  z.object({
    name: z.literal('token'),
    ...facts,
    found: z
      .object({
        modelId: z.string(),
        /** Milliseconds; null where it gave no token. */
        firstToken: z.number().nonnegative().nullable(),
        /** Nano-dollars at most; null where no price is known. */
        mostCost: z.int().nonnegative().nullable(),
      })
      .nullable(),
  }),
]);
export type TestStep = z.output<typeof testStep>;
export type TestStepName = TestStep['name'];

export const connectionTest = z.object({
  ok: z.boolean(),
  /** Those that were reached, in their order. */
  steps: z.array(testStep),
  modelCount: z.int().nonnegative(),
});
export type ConnectionTest = z.output<typeof connectionTest>;

/** Which model would be asked for one token, and what that costs. */
export const tokenQuestion = z.object({
  modelId: z.string().nullable(),
  mostCost: z.int().nonnegative().nullable(),
  skipped: skipReason.nullable(),
});
export type TokenQuestion = z.output<typeof tokenQuestion>;
