import { z } from 'zod';
import { failure } from './failure.ts';
import { batchId, credentialId, providerId, requestId, timestamp } from './ids.ts';
import { routePlan } from './route.ts';

/** As OpenAI has them, but for the hours: https://platform.openai.com/docs/guides/batch */
export const batchLimits = {
  requests: 50_000,
  /** Bytes of a file. */
  size: 200 * 1024 * 1024,
  /** So many problems of a refused file are told. */
  problems: 100,
  /** Requests of one batch that are asked at the same time. */
  concurrency: { min: 1, max: 64 },
  /** Hours. */
  completionWindow: { min: 1, max: 336 },
} as const;

/** What each line of a batch asks. */
export const batchEndpoint = z.enum([
  '/v1/responses',
  '/v1/chat/completions',
  '/v1/completions',
  '/v1/embeddings',
  '/v1/moderations',
  '/v1/images/generations',
]);
export type BatchEndpoint = z.output<typeof batchEndpoint>;

/**
 * In OpenAI's words. A batch waits in `validating` for its file, and then, with a size, for the word to begin; and for ever
 * in the last four.
 */
export const batchStatus = z.enum([
  'validating',
  'in_progress',
  'finalizing',
  'cancelling',
  'completed',
  'failed',
  'expired',
  'cancelled',
]);
export type BatchStatus = z.output<typeof batchStatus>;

/** Why a file was refused. */
export const batchProblem = z.object({
  code: z.enum([
    'empty_file',
    'file_too_large',
    'too_many_tasks',
    'invalid_json_line',
    'missing_required_parameter',
    'invalid_value',
    'duplicate_custom_id',
    'url_mismatch',
    'upload_interrupted',
    /** The provider would not take it; its words are the message. */
    'provider_refused',
    /** It could not be given to the provider any more when it was to be sent. */
    'not_offered',
  ]),
  message: z.string(),
  /** From 1 on; null is the whole file. */
  line: z.int().positive().nullable(),
  /** The field that is meant. */
  param: z.string().nullable(),
});
export type BatchProblem = z.output<typeof batchProblem>;

const { concurrency, completionWindow } = batchLimits;

export const batchChoices = z.object({
  /** How many of its requests are asked at the same time. */
  concurrency: z.int().min(concurrency.min).max(concurrency.max),
  /** Nothing new is asked; what is asked already goes on, and so does the clock. */
  isPaused: z.boolean(),
});
export type BatchChoices = z.output<typeof batchChoices>;

/** `here`: each request is asked from here. `native`: the provider's own batch, for less; where it is offered. */
export const batchWay = z.enum(['here', 'native']);
export type BatchWay = z.output<typeof batchWay>;

/** That all requests of a batch go to one model whose provider takes them together. */
export const nativeOffer = z.object({
  providerId,
  /** As it was called then. */
  providerName: z.string(),
  modelId: z.string(),
  /** How much of the price is let off: 0.5 is half of it. */
  discount: z.number().min(0).max(1),
  /** Hours within which the provider is done. */
  window: z.number().positive(),
});
export type NativeOffer = z.output<typeof nativeOffer>;

/** How a batch stands at its provider. */
export const remoteBatch = z.object({
  /** Null: not known to be there. */
  id: z.string().nullable(),
  /** Whose account it is of. */
  credentialId: credentialId.nullable(),
  /** When it began to be sent; null is not yet. */
  sentAt: timestamp.nullable(),
  /** How often it was begun to be sent. */
  tries: z.int().nonnegative(),
  /** Requests that are through there. */
  completed: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  /** Where its first request goes, and why; the others go the same way. */
  plan: routePlan,
  /** Why the provider could not be asked the last time; it is asked again. */
  failure: failure.nullable(),
});
export type RemoteBatch = z.output<typeof remoteBatch>;

export const newBatch = z.object({
  /** Of the file. */
  name: z.string().trim().min(1).max(200),
  /** Default: that of the first line. */
  endpoint: batchEndpoint.exactOptional(),
  concurrency: batchChoices.shape.concurrency.default(4),
  /** Hours until what was not asked yet is given up. */
  completionWindow: z.int().min(completionWindow.min).max(completionWindow.max).default(24),
  /** No request of it leaves this computer. */
  isLocalOnly: z.boolean().default(false),
  /** For rules, and for whoever counts costs. */
  tags: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
  via: batchWay.default('here'),
  /** What becomes of a request that the host was asking when it was killed: nobody knows whether it was answered. */
  onUncertain: z.enum(['fail', 'ask-again']).default('fail'),
  metadata: z
    .record(z.string().max(64), z.string().max(512))
    .refine((metadata) => Object.keys(metadata).length <= 16, 'There may be 16 pairs at most.')
    .default({}),
});
export type NewBatch = z.output<typeof newBatch>;

const size = z.int().nonnegative();

export const batch = newBatch.extend({
  ...batchChoices.shape,
  id: batchId,
  endpoint: batchEndpoint.nullable(),
  status: batchStatus,
  problems: z.array(batchProblem),
  /** Null: it is not offered, or the file was not looked at yet. */
  native: nativeOffer.nullable(),
  /** Null: it is not at a provider. */
  remote: remoteBatch.nullable(),
  /** Requests; those that were given up count as failed. */
  counts: z.object({ total: size, completed: size, failed: size }),
  /** Bytes of its files; null for one that is not there. */
  inputSize: size.nullable(),
  outputSize: size.nullable(),
  errorsSize: size.nullable(),
  createdAt: timestamp,
  startedAt: timestamp.nullable(),
  expiresAt: timestamp.nullable(),
  finalizingAt: timestamp.nullable(),
  cancellingAt: timestamp.nullable(),
  /** When time was up for it. */
  expiredAt: timestamp.nullable(),
  /** When it got the last of its states. */
  endedAt: timestamp.nullable(),
});
export type Batch = z.output<typeof batch>;

export const batchRequestState = z.enum(['waiting', 'asked', 'done', 'failed']);
export type BatchRequestState = z.output<typeof batchRequestState>;

export const batchRequest = z.object({
  /** Of the file, from 1 on. */
  line: z.int().positive(),
  customId: z.string(),
  state: batchRequestState,
  /** Null: not asked. */
  requestId: requestId.nullable(),
  /** HTTP status of the answer; null when there was none. */
  status: z.int().nullable(),
});
export type BatchRequest = z.output<typeof batchRequest>;

export const batchFile = z.enum(['input', 'output', 'errors']);
export type BatchFile = z.output<typeof batchFile>;
