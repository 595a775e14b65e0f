import { blob, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { AnswerDelta, Message } from '../../shared/model/conversation.ts';
import type { Incident, Notice } from '../../shared/model/health.ts';
import type {
  AliasId,
  ConversationId,
  CredentialId,
  IncidentId,
  MessageId,
  ModelChangeId,
  NoticeId,
  ProviderId,
  RequestId,
  RuleId,
  SecretId,
} from '../../shared/model/ids.ts';
import type { ModelChange } from '../../shared/model/model-change.ts';
import type { Service } from '../../shared/model/provider.ts';
import type { AttemptRecord } from '../../shared/model/route.ts';
import type { TaskType } from '../../shared/model/routing.ts';
import type { VaultSource } from '../../shared/model/vault.ts';
import type { VoteValue } from '../../shared/model/vote.ts';

/**
 * The tables as queries see them. What the database enforces (foreign keys, STRICT, checks, indexes) is written once,
 * in `migrations/`; a test holds the two together.
 */
const bytes = (name: string) => blob(name, { mode: 'buffer' });
const flag = (name: string) => integer(name, { mode: 'boolean' });
const createdAt = () => integer('created_at').notNull();

export const vaultTable = sqliteTable('vault', {
  id: integer('id').primaryKey(),
  source: text('source').$type<VaultSource>().notNull(),
  keyId: text('key_id').notNull(),
  salt: bytes('salt'),
  checkNonce: bytes('check_nonce').notNull(),
  checkCiphertext: bytes('check_ciphertext').notNull(),
  checkTag: bytes('check_tag').notNull(),
  createdAt: createdAt(),
});

export const secretTable = sqliteTable('secret', {
  id: text('id').$type<SecretId>().primaryKey(),
  keyId: text('key_id').notNull(),
  nonce: bytes('nonce').notNull(),
  ciphertext: bytes('ciphertext').notNull(),
  tag: bytes('tag').notNull(),
  createdAt: createdAt(),
});

export const providerTable = sqliteTable('provider', {
  id: text('id').$type<ProviderId>().primaryKey(),
  kind: text('kind').notNull(),
  name: text('name').notNull(),
  isEnabled: flag('is_enabled').notNull().default(true),
  settings: text('settings').notNull(),
  network: text('network').notNull().default('{}'),
  description: text('description').notNull().default(''),
  tags: text('tags').notNull().default('[]'),
  priority: integer('priority').notNull().default(0),
  weight: real('weight').notNull().default(1),
  discoveryHours: integer('discovery_hours'),
  limits: text('limits').notNull().default('{}'),
  isPrivateAllowed: flag('is_private_allowed').notNull().default(true),
  modelsFetchedAt: integer('models_fetched_at'),
  createdAt: createdAt(),
});

export const credentialTable = sqliteTable('credential', {
  id: text('id').$type<CredentialId>().primaryKey(),
  providerId: text('provider_id').$type<ProviderId>().notNull(),
  secretId: text('secret_id').$type<SecretId>().notNull(),
  label: text('label').notNull(),
  accountGroup: text('account_group').notNull().default(''),
  masked: text('masked').notNull(),
  isEnabled: flag('is_enabled').notNull().default(true),
  priority: integer('priority').notNull().default(0),
  rotateAfterDays: integer('rotate_after_days'),
  createdAt: createdAt(),
  rotatedAt: integer('rotated_at'),
  lastUsedAt: integer('last_used_at'),
});

/** Secrets of the way to a provider, which the choices about it only name. */
export const networkSecretTable = sqliteTable(
  'network_secret',
  {
    providerId: text('provider_id').$type<ProviderId>().notNull(),
    name: text('name').$type<'proxyPassword' | 'clientKey'>().notNull(),
    secretId: text('secret_id').$type<SecretId>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.providerId, table.name] })],
);

export const modelTable = sqliteTable(
  'model',
  {
    providerId: text('provider_id').$type<ProviderId>().notNull(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    ownedBy: text('owned_by'),
    /** What the provider's own list says about it. */
    details: text('details').notNull().default('{}'),
  },
  (table) => [primaryKey({ columns: [table.providerId, table.id] })],
);

/** What a person says about a model; it outlives the model's place in the provider's list. */
export const modelChoiceTable = sqliteTable(
  'model_choice',
  {
    providerId: text('provider_id').$type<ProviderId>().notNull(),
    modelId: text('model_id').notNull(),
    isEnabled: flag('is_enabled').notNull().default(true),
    details: text('details').notNull().default('{}'),
    /** Which model of the catalogue is behind it, where its own name does not say. */
    underlying: text('underlying'),
  },
  (table) => [primaryKey({ columns: [table.providerId, table.modelId] })],
);

/** What another look at a provider's list found to be different. */
export const modelChangeTable = sqliteTable('model_change', {
  id: text('id').$type<ModelChangeId>().primaryKey(),
  providerId: text('provider_id').$type<ProviderId>().notNull(),
  modelId: text('model_id').notNull(),
  change: text('change').$type<ModelChange['change']>().notNull(),
  /** Details before and after, where both are known. */
  before: text('before'),
  after: text('after'),
  foundAt: integer('found_at').notNull(),
  seenAt: integer('seen_at'),
});

export const conversationTable = sqliteTable('conversation', {
  id: text('id').$type<ConversationId>().primaryKey(),
  title: text('title').notNull(),
  createdAt: createdAt(),
  updatedAt: integer('updated_at').notNull(),
  deletedAt: integer('deleted_at'),
  isLocalOnly: flag('is_local_only').notNull().default(false),
});

export const messageTable = sqliteTable('message', {
  id: text('id').$type<MessageId>().primaryKey(),
  conversationId: text('conversation_id').$type<ConversationId>().notNull(),
  parentId: text('parent_id').$type<MessageId>(),
  role: text('role').$type<Message['role']>().notNull(),
  state: text('state').$type<Message['state']>().notNull(),
  text: text('text').notNull(),
  reasoning: text('reasoning').notNull(),
  // The target, without foreign keys: a message outlives the provider that answered it.
  providerId: text('provider_id').$type<ProviderId>(),
  modelId: text('model_id'),
  failure: text('failure'),
  facts: text('facts'),
  createdAt: createdAt(),
  seams: text('seams').notNull().default('[]'),
  continueFailure: text('continue_failure'),
});

/** What a running answer has got so far: a flush costs the same however long the answer is already. */
export const messageChunkTable = sqliteTable(
  'message_chunk',
  {
    messageId: text('message_id').$type<MessageId>().notNull(),
    seq: integer('seq').notNull(),
    kind: text('kind').$type<AnswerDelta['kind']>().notNull(),
    text: text('text').notNull(),
  },
  (table) => [primaryKey({ columns: [table.messageId, table.seq] })],
);

export type RequestStatus = 'running' | 'complete' | 'failed' | 'cancelled' | 'interrupted';

export const requestTable = sqliteTable('request', {
  id: text('id').$type<RequestId>().primaryKey(),
  door: text('door').notNull(),
  service: text('service').$type<Service>().notNull().default('language'),
  asked: text('asked').notNull().default(''),
  aliasId: text('alias_id').$type<AliasId>(),
  client: text('client'),
  // Who answered, or was asked last; null when nobody was.
  providerId: text('provider_id').$type<ProviderId>(),
  modelId: text('model_id'),
  messageId: text('message_id').$type<MessageId>(),
  status: text('status').$type<RequestStatus>().notNull(),
  errorCode: text('error_code'),
  inputTokens: integer('input_tokens'),
  outputTokens: integer('output_tokens'),
  reasoningTokens: integer('reasoning_tokens'),
  cachedTokens: integer('cached_tokens'),
  cost: integer('cost'),
  isCached: flag('is_cached').notNull().default(false),
  firstToken: integer('first_token'),
  duration: integer('duration'),
  plan: text('plan'),
  facts: text('facts'),
  createdAt: createdAt(),
});

export const attemptTable = sqliteTable(
  'attempt',
  {
    requestId: text('request_id').$type<RequestId>().notNull(),
    place: integer('place').notNull(),
    providerId: text('provider_id').$type<ProviderId>().notNull(),
    providerName: text('provider_name').notNull(),
    modelId: text('model_id').notNull(),
    credentialId: text('credential_id').$type<CredentialId>(),
    keyLabel: text('key_label'),
    reason: text('reason').$type<AttemptRecord['reason']>().notNull(),
    startedAt: integer('started_at').notNull(),
    firstToken: integer('first_token'),
    duration: integer('duration').notNull(),
    outcome: text('outcome').$type<AttemptRecord['outcome']>().notNull(),
    failure: text('failure'),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.place] })],
);

/** What a person says about it lies in `choices`: nobody looks for a row by it. */
export const aliasTable = sqliteTable('alias', {
  id: text('id').$type<AliasId>().primaryKey(),
  name: text('name').notNull(),
  nameKey: text('name_key').notNull(),
  choices: text('choices').notNull(),
  createdAt: createdAt(),
});

export const ruleTable = sqliteTable('rule', {
  id: text('id').$type<RuleId>().primaryKey(),
  place: integer('place').notNull(),
  choices: text('choices').notNull(),
  createdAt: createdAt(),
});

export const voteTable = sqliteTable('vote', {
  messageId: text('message_id').$type<MessageId>().primaryKey(),
  providerId: text('provider_id').$type<ProviderId>().notNull(),
  modelId: text('model_id').notNull(),
  task: text('task').$type<TaskType>().notNull(),
  value: text('value').$type<VoteValue>().notNull(),
  at: integer('at').notNull(),
});

/** One check, or an hour of them. */
export const healthCheckTable = sqliteTable('health_check', {
  id: integer('id').primaryKey(),
  providerId: text('provider_id').$type<ProviderId>().notNull(),
  credentialId: text('credential_id').$type<CredentialId>(),
  at: integer('at').notNull(),
  ok: integer('ok').notNull(),
  failed: integer('failed').notNull(),
  responseTime: integer('response_time'),
  failure: text('failure'),
});

export const incidentTable = sqliteTable('incident', {
  id: text('id').$type<IncidentId>().primaryKey(),
  providerId: text('provider_id').$type<ProviderId>().notNull(),
  credentialId: text('credential_id').$type<CredentialId>(),
  modelId: text('model_id'),
  cause: text('cause'),
  openedAt: integer('opened_at').notNull(),
  openedBy: text('opened_by').$type<Incident['openedBy']>().notNull(),
  closedAt: integer('closed_at'),
  closedBy: text('closed_by').$type<NonNullable<Incident['closedBy']>>(),
  note: text('note').notNull().default(''),
  failures: integer('failures').notNull().default(0),
  reopenings: integer('reopenings').notNull().default(0),
  told: text('told').$type<'open' | 'closed'>(),
  toldAt: integer('told_at'),
});

export const noticeTable = sqliteTable('notice', {
  id: text('id').$type<NoticeId>().primaryKey(),
  kind: text('kind').$type<Notice['kind']>().notNull(),
  incidentId: text('incident_id').$type<IncidentId>().notNull(),
  providerId: text('provider_id').$type<ProviderId>().notNull(),
  providerName: text('provider_name').notNull(),
  keyLabel: text('key_label'),
  modelId: text('model_id'),
  cause: text('cause'),
  createdAt: createdAt(),
  readAt: integer('read_at'),
});

export const webhookTable = sqliteTable('webhook', {
  id: integer('id').primaryKey(),
  url: text('url'),
  secretId: text('secret_id').$type<SecretId>(),
  last: text('last'),
});

export const webhookDeliveryTable = sqliteTable('webhook_delivery', {
  id: text('id').$type<NoticeId>().primaryKey(),
  body: text('body').notNull(),
  attempts: integer('attempts').notNull().default(0),
  nextAt: integer('next_at').notNull(),
  createdAt: createdAt(),
});

export const sessionTable = sqliteTable('session', {
  tokenHash: text('token_hash').primaryKey(),
  createdAt: createdAt(),
  lastUsedAt: integer('last_used_at').notNull(),
});

export const managementKeyTable = sqliteTable('management_key', {
  id: integer('id').primaryKey(),
  keyHash: text('key_hash').notNull(),
  createdAt: createdAt(),
});

export const localModelTable = sqliteTable('local_model', {
  name: text('name').primaryKey(),
  choices: text('choices').notNull(),
  isPinned: flag('is_pinned').notNull().default(false),
});

export const loadPresetTable = sqliteTable('load_preset', {
  id: text('id').primaryKey(),
  name: text('name').notNull().unique(),
  choices: text('choices').notNull(),
});

export const modelHeaderTable = sqliteTable('model_header', {
  path: text('path').primaryKey(),
  size: integer('size').notNull(),
  modifiedAt: integer('modified_at').notNull(),
  facts: text('facts').notNull(),
});

export const engineRecordTable = sqliteTable('engine_record', {
  fingerprint: text('fingerprint').primaryKey(),
  record: text('record').notNull(),
});
