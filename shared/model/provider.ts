import { z } from 'zod';
import { failure } from './failure.ts';
import { credentialId, providerId, timestamp } from './ids.ts';

/** What a model can be asked for. */
export const service = z.enum(['language', 'embedding', 'image', 'speech', 'transcription', 'reranking']);
export type Service = z.output<typeof service>;

/** A vendor as the window needs it to draw its card and its form. */
export const providerKind = z.object({
  id: z.string(),
  name: z.string(),
  /** Where a key for it is made; empty for vendors that run on the user's own machines. */
  keyPage: z.url().nullable(),
  needsKey: z.enum(['required', 'optional', 'none']),
  services: z.array(service),
  /** Variables of the environment that usually hold a key of it. */
  environment: z.array(z.string()),
  /** JSON Schema of the settings; the form is drawn from it. */
  settingsSchema: z.record(z.string(), z.unknown()),
});
export type ProviderKind = z.output<typeof providerKind>;

export const providerSettings = z.record(z.string(), z.unknown());

export const credential = z.object({
  id: credentialId,
  providerId,
  label: z.string(),
  /** Enough to recognise the key, never enough to use it: `sk-…a1b2`. */
  masked: z.string(),
  isEnabled: z.boolean(),
  createdAt: timestamp,
  lastUsedAt: timestamp.nullable(),
});
export type Credential = z.output<typeof credential>;

/** An instance of a vendor: "OpenAI production", "OpenAI dev". */
export const provider = z.object({
  id: providerId,
  kind: z.string(),
  name: z.string(),
  isEnabled: z.boolean(),
  settings: providerSettings,
  credentials: z.array(credential),
  createdAt: timestamp,
});
export type Provider = z.output<typeof provider>;

export const newProvider = z.object({
  kind: z.string().min(1).max(100),
  name: z.string().trim().min(1).max(80),
  settings: providerSettings,
  /** Stored encrypted; never given back. */
  apiKey: z.string().trim().min(1).max(4096).exactOptional(),
});

export const providerChange = z.object({
  providerId,
  name: z.string().trim().min(1).max(80).exactOptional(),
  isEnabled: z.boolean().exactOptional(),
  settings: providerSettings.exactOptional(),
});

/** A model of an instance, as its provider lists it. */
export const model = z.object({
  providerId,
  /** The name the provider knows it by. */
  id: z.string(),
  name: z.string(),
  ownedBy: z.string().nullable(),
});
export type Model = z.output<typeof model>;

export const modelList = z.object({
  models: z.array(model),
  /** When the provider was last asked; null when never. */
  fetchedAt: timestamp.nullable(),
  /** Why the newest try to refresh failed; the models are then the last known ones. */
  failure: failure.nullable(),
});
export type ModelList = z.output<typeof modelList>;

export const connectionTest = z.object({
  ok: z.boolean(),
  /** Those that were reached. Where no key was sent, there is no step "key" unless one is asked for. */
  steps: z.array(
    z.object({
      name: z.enum(['key', 'connection', 'models']),
      ok: z.boolean(),
      /** Milliseconds this step took. */
      duration: z.number().nonnegative(),
      failure: failure.nullable(),
    }),
  ),
  modelCount: z.int().nonnegative(),
});
export type ConnectionTest = z.output<typeof connectionTest>;

/** Which model of which instance answers. */
export const target = z.strictObject({ providerId, modelId: z.string().min(1).max(300) });
export type Target = z.output<typeof target>;
