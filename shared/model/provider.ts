import { z } from 'zod';
import { modelDetails, rates } from './catalogue.ts';
import { extra } from './extras.ts';
import { failure } from './failure.ts';
import { credentialId, providerId, timestamp } from './ids.ts';
import { networkChoices, networkSecretName, typedNetwork } from './network-settings.ts';
import { requestLimits } from './provider-limits.ts';
import { readRateLimits } from './rate-limit.ts';

/** What a model can be asked for. */
export const service = z.enum([
  'language',
  'embedding',
  'image',
  'speech',
  'transcription',
  'realtime',
  'reranking',
  'moderation',
]);
export type Service = z.output<typeof service>;

/** A vendor as the window needs it to draw its card and its form. */
export const providerKind = z.object({
  id: z.string(),
  name: z.string(),
  /** Where a key for it is made; empty for vendors that run on the user's own machines. */
  keyPage: z.url().nullable(),
  needsKey: z.enum(['required', 'optional', 'none']),
  services: z.array(service),
  /** A person signs in at a page of its own with a code, in place of pasting a key. */
  signsIn: z.boolean(),
  /** What it can do besides answering. */
  extras: z.array(extra),
  /** Variables of the environment that usually hold a key of it. */
  environment: z.array(z.string()),
  /** How its keys look, as a regular expression, where they look like no other vendor's. */
  keyPattern: z.string().nullable(),
  /** JSON Schema of the settings; the form is drawn from it. */
  settingsSchema: z.record(z.string(), z.unknown()),
});
export type ProviderKind = z.output<typeof providerKind>;

export const providerSettings = z.record(z.string(), z.unknown());

/** What a person says about a key. */
export const credentialChoices = z.object({
  label: z.string().trim().max(80),
  /** Whose account pays, for the costs to be told apart; may be empty. */
  accountGroup: z.string().trim().max(80),
  /** The lowest is used first; among equals the oldest. */
  priority: z.int().min(0).max(1000),
  /** After how many days a new key is due; null is never. */
  rotateAfterDays: z.int().min(1).max(3650).nullable(),
});
export type CredentialChoices = z.output<typeof credentialChoices>;

export const storedCredential = credentialChoices.extend({
  id: credentialId,
  providerId,
  /** Enough to recognise the key, never enough to use it: `sk-…a1b2`. */
  masked: z.string(),
  isEnabled: z.boolean(),
  createdAt: timestamp,
  /** When another key took the place of the first one. */
  rotatedAt: timestamp.nullable(),
  lastUsedAt: timestamp.nullable(),
});
export type StoredCredential = z.output<typeof storedCredential>;

/** A key, and how it does just now: that is not kept, after a restart the provider is asked anew. */
export const credential = storedCredential.extend({
  /** Older than it is wished to become. */
  isDue: z.boolean(),
  /** `resting` comes back by itself; `refused` wants somebody to look at it, and is asked again now and then. */
  state: z.enum(['ready', 'resting', 'refused']),
  restsUntil: timestamp.nullable(),
  /** What put it into this state; null when it is ready. */
  failure: failure.nullable(),
  /** Models that it may not use, although others work. */
  refusedModels: z.array(z.string()),
  /** Models that it has to wait with: most limits are of one model. */
  restingModels: z.array(z.object({ modelId: z.string(), until: timestamp })),
  rateLimits: readRateLimits.nullable(),
});
export type Credential = z.output<typeof credential>;

/** What a person says about an instance, besides how it is reached. */
export const providerChoices = z.object({
  description: z.string().trim().max(500),
  /** For rules to choose by: "work", "eu". */
  tags: z
    .array(z.string().trim().min(1).max(40))
    .max(20)
    .transform((tags) => [...new Set(tags)]),
  /** The lowest is asked first. */
  priority: z.int().min(0).max(1000),
  /** How much of the requests it gets among equals. */
  weight: z.number().min(0).max(1000),
  /** How often its models are looked up unasked; null is never. */
  discoveryHours: z.int().min(1).max(720).nullable(),
});
export type ProviderChoices = z.output<typeof providerChoices>;

/** An instance of a vendor: "OpenAI production", "OpenAI dev". */
export const storedProvider = providerChoices.extend({
  /** How much it may be asked, as a person says. */
  limits: requestLimits,
  id: providerId,
  kind: z.string(),
  name: z.string(),
  isEnabled: z.boolean(),
  settings: providerSettings,
  /** How it is reached, where somebody chose that. */
  network: networkChoices,
  /** Whether its address may lead into one's own network: not where a file brought it and nobody allowed that. */
  isPrivateAllowed: z.boolean(),
  /** Which secrets are kept for the way to it. */
  networkSecrets: z.array(networkSecretName),
  credentials: z.array(storedCredential),
  createdAt: timestamp,
});
export type StoredProvider = z.output<typeof storedProvider>;

export const provider = storedProvider.extend({ credentials: z.array(credential) });
export type Provider = z.output<typeof provider>;

export const newProvider = z.object({
  kind: z.string().min(1).max(100),
  name: z.string().trim().min(1).max(80),
  settings: providerSettings,
  network: typedNetwork.exactOptional(),
  /** Stored encrypted; never given back. */
  apiKey: z.string().trim().min(1).max(4096).exactOptional(),
  /** In place of the key: the variable of the environment that holds it. */
  keyVariable: z.string().min(1).max(100).exactOptional(),
});

const choices = providerChoices.shape;

export const providerChange = z.object({
  providerId,
  name: z.string().trim().min(1).max(80).exactOptional(),
  isEnabled: z.boolean().exactOptional(),
  description: choices.description.exactOptional(),
  tags: choices.tags.exactOptional(),
  priority: choices.priority.exactOptional(),
  weight: choices.weight.exactOptional(),
  discoveryHours: choices.discoveryHours.exactOptional(),
  limits: requestLimits.exactOptional(),
  settings: providerSettings.exactOptional(),
  network: typedNetwork.exactOptional(),
});

/** A key that stands in the environment of the app, of a vendor that nobody has added yet. */
export const environmentKey = z.object({ kind: z.string(), variable: z.string(), masked: z.string() });
export type EnvironmentKey = z.output<typeof environmentKey>;

/** A model of an instance, as its provider lists it. */
export const model = z.object({
  providerId,
  /** The name the provider knows it by. */
  id: z.string(),
  name: z.string(),
  ownedBy: z.string().nullable(),
});
export type Model = z.output<typeof model>;

/** With what its provider's list says about it. */
export const storedModel = model.extend({ details: modelDetails });
export type StoredModel = z.output<typeof storedModel>;

/** With what somebody who chooses one wants to know; what is absent is not known. */
export const offeredModel = model.extend({
  /** Tokens. */
  context: z.int().positive().exactOptional(),
  /** Nano-dollars per 1,000 tokens. */
  prices: rates.pick({ input: true, output: true }).exactOptional(),
});
export type OfferedModel = z.output<typeof offeredModel>;

/** A model, and what is known about it. */
export const describedModel = model.extend({
  /** False: somebody switched it off. */
  isEnabled: z.boolean(),
  details: modelDetails,
  /** Who says so, for each field of the details. `inherited`: the catalogue, of another version; likely, not certain. */
  origins: z.partialRecord(modelDetails.keyof(), z.enum(['user', 'provider', 'catalogue', 'inherited'])),
  /** The model of the catalogue whose details are inherited. */
  inheritedFrom: z.string().nullable(),
  /** Which model of the catalogue is behind it, as somebody said. */
  underlying: z.string().nullable(),
});
export type DescribedModel = z.output<typeof describedModel>;

export const modelList = z.object({
  models: z.array(describedModel),
  /** When the provider was last asked; null when never. */
  fetchedAt: timestamp.nullable(),
  /** Why the newest try to refresh failed; the models are then the last known ones. */
  failure: failure.nullable(),
});
export type ModelList = z.output<typeof modelList>;

/** Which model of which instance answers. */
export const target = z.strictObject({ providerId, modelId: z.string().min(1).max(300) });
export type Target = z.output<typeof target>;

/** Whom to ask: a certain model, or whoever stands behind a name (an alias, or `auto`). */
export const askedTarget = z.union([target, z.strictObject({ name: z.string().trim().min(1).max(300) })]);
export type AskedTarget = z.output<typeof askedTarget>;
