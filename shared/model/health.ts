import { z } from 'zod';
import { failure } from './failure.ts';
import { credentialId, incidentId, noticeId, providerId, timestamp } from './ids.ts';
import { rateLimit } from './rate-limit.ts';

export const healthStatus = z.enum(['Healthy', 'Degraded', 'Unhealthy', 'Unknown']);
export type HealthStatus = z.output<typeof healthStatus>;

const count = z.int().nonnegative();
const milliseconds = z.number().nonnegative();

/** How an instance does, for programs. Null is not known. */
export const providerHealth = z.object({
  providerId,
  providerName: z.string(),
  /** Its vendor's id. */
  providerType: z.string(),
  status: healthStatus,
  lastCheckTime: timestamp.nullable(),
  /** Ms that the newest check took to be answered. */
  responseTime: milliseconds.nullable(),
  /** The names of the models that it listed last. */
  availableModels: z.array(z.string()),
  healthDetails: z.object({
    apiConnectivity: healthStatus,
    authentication: healthStatus,
    rateLimit: healthStatus,
    modelAvailability: healthStatus,
  }),
  keyCredentials: z.array(
    z.object({
      keyId: credentialId,
      status: healthStatus,
      lastUsed: timestamp.nullable(),
      /** Requests that the tightest of its limits still lets through. */
      rateLimitRemaining: count.nullable(),
    }),
  ),
});
export type ProviderHealth = z.output<typeof providerHealth>;

/** What real requests of the last hour say. Those that failed by the caller's own fault are not among them. */
export const liveFigures = z.object({
  requests: count,
  failures: count,
  /** 0 to 1; null without requests. */
  errorRate: z.number().min(0).max(1).nullable(),
  /** Ms to the first token; null without an answer. */
  firstTokenP50: milliseconds.nullable(),
  firstTokenP95: milliseconds.nullable(),
});
export type LiveFigures = z.output<typeof liveFigures>;

export const breakerState = z.enum(['closed', 'open', 'half-open']);
export type BreakerState = z.output<typeof breakerState>;

const keyOnBoard = z.object({
  keyId: credentialId,
  label: z.string(),
  masked: z.string(),
  isEnabled: z.boolean(),
  status: healthStatus,
  /** What is wrong with it; null when nothing is known to be. */
  failure: failure.nullable(),
  lastUsedAt: timestamp.nullable(),
  /** The limit with the least share left, as the provider told it last. */
  quota: rateLimit.nullable(),
  /** When the first of its limits or rests ends. */
  nextReset: timestamp.nullable(),
  figures: liveFigures,
});

const modelOnBoard = z.object({
  modelId: z.string(),
  status: healthStatus,
  failure: failure.nullable(),
  /** Null: nobody has asked it since the start. */
  breaker: breakerState.nullable(),
  figures: liveFigures,
});

/** One instance with its keys, and those of its models that were asked in the last hour or are ill. */
export const boardRow = z.object({
  providerId,
  name: z.string(),
  kind: z.string(),
  isEnabled: z.boolean(),
  /** The models on this computer. */
  isLocal: z.boolean(),
  status: healthStatus,
  details: providerHealth.shape.healthDetails,
  lastCheckAt: timestamp.nullable(),
  /** Null: it is not checked unasked. */
  nextCheckAt: timestamp.nullable(),
  isChecking: z.boolean(),
  responseTime: milliseconds.nullable(),
  /** What the newest check met; null when all was well. */
  failure: failure.nullable(),
  modelCount: count.nullable(),
  breaker: breakerState.nullable(),
  figures: liveFigures,
  keys: z.array(keyOnBoard),
  models: z.array(modelOnBoard),
  /** Each model with each key that it was asked with; null where it needs none. */
  cells: z.array(z.object({ keyId: credentialId.nullable(), modelId: z.string(), figures: liveFigures })),
  openIncidents: z.array(incidentId),
});
export type BoardRow = z.output<typeof boardRow>;

/** Checks in a stretch of time, the oldest first. Stretches without a check are there too, with zeros. */
export const healthHistory = z.object({
  providerId,
  from: timestamp,
  until: timestamp,
  /** Ms that each bucket covers. */
  bucketSize: z.int().positive(),
  buckets: z.array(
    z.object({
      from: timestamp,
      ok: count,
      failed: count,
      /** Mean of those that were answered, in ms. */
      responseTime: milliseconds.nullable(),
    }),
  ),
});
export type HealthHistory = z.output<typeof healthHistory>;

/** Something that does not work: an instance, one of its keys, or one of its models. */
export const incident = z.object({
  id: incidentId,
  providerId,
  credentialId: credentialId.nullable(),
  modelId: z.string().nullable(),
  /** What was met first; null where a person opened it. */
  cause: failure.pick({ code: true, message: true }).nullable(),
  openedAt: timestamp,
  openedBy: z.enum(['monitor', 'person']),
  closedAt: timestamp.nullable(),
  closedBy: z.enum(['monitor', 'person']).nullable(),
  note: z.string(),
  /** How many failures were counted while it was open. */
  failures: count,
  /** How often it came back soon after it was over. */
  reopenings: count,
});
export type Incident = z.output<typeof incident>;

/** What a person is told without asking. */
export const notice = z.object({
  id: noticeId,
  kind: z.enum(['incident-opened', 'incident-reopened', 'incident-closed']),
  incidentId,
  providerId,
  /** Names as they were then. */
  providerName: z.string(),
  keyLabel: z.string().nullable(),
  modelId: z.string().nullable(),
  cause: incident.shape.cause,
  createdAt: timestamp,
  readAt: timestamp.nullable(),
});
export type Notice = z.output<typeof notice>;

/** How the newest try to tell the webhook went. */
export const webhookResult = z.object({
  at: timestamp,
  isDelivered: z.boolean(),
  /** HTTP status; null where nothing answered. */
  status: z.int().nullable(),
  failure: failure.nullable(),
  attempts: count,
});
export type WebhookResult = z.output<typeof webhookResult>;

export const webhook = z.object({
  /** Null: there is none. */
  url: z.string().nullable(),
  hasSecret: z.boolean(),
  last: webhookResult.nullable(),
  /** Notices that are still to be delivered. */
  waiting: count,
});
export type Webhook = z.output<typeof webhook>;
