import { z } from 'zod';
import { providerId, timestamp } from './ids.ts';
import { modelChoice } from './model-choice.ts';
import { typedNetwork } from './network-settings.ts';
import { credentialChoices, newProvider, provider, providerChoices, providerSettings } from './provider.ts';

export const transferFormat = 'switchyard-providers';
export const transferVersion = 1;

const { label, accountGroup, priority, rotateAfterDays } = credentialChoices.shape;
const { kind, name } = newProvider.shape;
const choices = providerChoices.shape;
const { modelId, isEnabled, details, underlying } = modelChoice.shape;

/** A key with what somebody said about it. In the open part its text is only `${NAME}`, a variable to take it from. */
export const transferredKey = z.strictObject({
  label: label.default(''),
  accountGroup: accountGroup.default(''),
  priority: priority.default(0),
  rotateAfterDays: rotateAfterDays.default(null),
  isEnabled: z.boolean().default(true),
  createdAt: timestamp.exactOptional(),
  apiKey: z.string().trim().min(1).max(4096),
});

/** All of an instance that may be read by anybody. */
export const transferredProvider = z.strictObject({
  kind,
  name,
  isEnabled: z.boolean().default(true),
  description: choices.description.default(''),
  tags: choices.tags.default([]),
  priority: choices.priority.default(0),
  weight: choices.weight.default(1),
  discoveryHours: choices.discoveryHours.default(null),
  settings: providerSettings.default({}),
  network: typedNetwork.default({}),
  models: z
    .array(
      z.strictObject({
        modelId,
        isEnabled: isEnabled.default(true),
        details: details.default({}),
        underlying: underlying.default(null),
      }),
    )
    .max(5000)
    .default([]),
  keys: z.array(transferredKey).max(100).default([]),
});
export type TransferredProvider = z.output<typeof transferredProvider>;

/** What only the passphrase opens. The costs are fixed: a file must not say how much memory its reader spends. */
export const sealedSecrets = z.strictObject({
  kdf: z.literal('scrypt'),
  n: z.literal(131_072),
  r: z.literal(8),
  p: z.literal(1),
  /** 16 bytes. */
  salt: z.base64().length(24),
  cipher: z.literal('aes-256-gcm'),
  /** 12 bytes. */
  nonce: z.base64().length(16),
  ciphertext: z.base64(),
  tag: z.base64().length(24),
});
export type SealedSecrets = z.output<typeof sealedSecrets>;

export const transferFile = z.strictObject({
  format: z.literal(transferFormat),
  version: z.literal(transferVersion),
  providers: z.array(transferredProvider).max(500),
  /** The keys, the passwords of proxies and the client certificates, in the order of the providers. */
  secrets: sealedSecrets.exactOptional(),
});
export type TransferFile = z.output<typeof transferFile>;

/** What is wrong with a field of one provider of a file. */
const importProblem = z.object({
  /** `settings.baseUrl` */
  field: z.string(),
  /** A word that the window has its own sentence for. */
  reason: z.string().nullable(),
  /** The variable it is about. */
  variable: z.string().nullable(),
  message: z.string(),
});
export type ImportProblem = z.output<typeof importProblem>;

/** What somebody has to allow by hand. `moved-keys`: stored keys go another way than before. */
const importConsent = z.enum(['private-address', 'unverified', 'moved-keys']);
export type ImportConsent = z.output<typeof importConsent>;

/** One provider of a file, as it would be imported. */
const importRow = z.object({
  /** Its place in the file, from 0. */
  index: z.int().nonnegative(),
  kind: z.string(),
  /** Null: this version does not know the kind. */
  kindName: z.string().nullable(),
  name: z.string(),
  /** Where its requests go; null where the settings do not say. */
  host: z.string().nullable(),
  keyCount: z.int().nonnegative(),
  /** How many of its models something is said about. */
  modelCount: z.int().nonnegative(),
  /** The provider there is of this name. */
  same: z
    .object({
      providerId,
      /** False: it is of another kind. */
      canReplace: z.boolean(),
      keyCount: z.int().nonnegative(),
      /** Replaced, its own keys stay, and go another way than before. */
      movesKeys: z.boolean(),
    })
    .nullable(),
  /** Its own name, or the next that nobody has. */
  freeName: z.string(),
  fromEnvironment: z.array(z.object({ field: z.string(), variable: z.string() })),
  /** Addresses of this computer or its network that it leads to. */
  privateHosts: z.array(z.string()),
  /** It does not check certificates. */
  isUnverified: z.boolean(),
  /** With one of them it cannot be imported. */
  problems: z.array(importProblem),
});
export type ImportRow = z.output<typeof importRow>;

export const importPreview = z.object({
  providers: z.array(importRow),
  /** `locked`: there are keys, and no passphrase was given. */
  secrets: z.enum(['none', 'locked', 'open']),
});
export type ImportPreview = z.output<typeof importPreview>;

const index = z.int().nonnegative();
const consents = z.array(importConsent).max(3).default([]);

/** What becomes of one provider of a file. */
export const importChoice = z.discriminatedUnion('action', [
  z.strictObject({ index, action: z.literal('add'), name: name.exactOptional(), consents }),
  z.strictObject({ index, action: z.literal('replace'), providerId, consents }),
  z.strictObject({ index, action: z.literal('skip') }),
]);
export type ImportChoice = z.output<typeof importChoice>;

export const importResult = z.object({ providers: z.array(provider) });
