import type { Log } from '../lib/log.ts';
import { type Aliases, createAliases } from './aliases.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import { type BatchRequests, createBatchRequests } from './batch-requests.ts';
import { type Batches, createBatches } from './batches.ts';
import type { Connection } from './connection.ts';
import { type Conversations, createConversations } from './conversations.ts';
import { type Credentials, createCredentials } from './credentials.ts';
import { createEngineRecords, type EngineRecords } from './engine-records.ts';
import { guarded } from './errors.ts';
import { createHealthChecks, type HealthChecks } from './health-checks.ts';
import { createIncidents, type Incidents } from './incidents.ts';
import { createLocalModels, type LocalModels } from './local-models.ts';
import { createManagementKey, type ManagementKey } from './management-key.ts';
import { createMessages, type Messages } from './messages.ts';
import { createModelChanges, type ModelChanges } from './model-changes.ts';
import { createModelChoices, type ModelChoices } from './model-choices.ts';
import { createModelHeaders, type ModelHeaders } from './model-headers.ts';
import { createModels, type Models } from './models.ts';
import { createNetworkSecrets, type NetworkSecrets } from './network-secrets.ts';
import { createNotices, type Notices } from './notices.ts';
import { createProviders, type Providers } from './providers.ts';
import { remembering } from './remember.ts';
import { createRequests, type Requests } from './requests.ts';
import { type CachedAnswers, createCachedAnswers } from './response-cache.ts';
import { createRules, type Rules } from './rules.ts';
import { createSecrets, type Secrets } from './secrets.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createVaultRow, type VaultRows } from './vault-row.ts';
import { createVotes, type Votes } from './votes.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

/** One for each aggregate. What they do is synchronous, and survives the process, or is undone, when they return. */
export interface Repositories {
  conversations: Conversations;
  messages: Messages;
  providers: Providers;
  credentials: Credentials;
  networkSecrets: NetworkSecrets;
  models: Models;
  modelChoices: ModelChoices;
  modelChanges: ModelChanges;
  secrets: Secrets;
  vault: VaultRows;
  requests: Requests;
  attempts: Attempts;
  aliases: Aliases;
  rules: Rules;
  batches: Batches;
  batchRequests: BatchRequests;
  cachedAnswers: CachedAnswers;
  votes: Votes;
  sessions: Sessions;
  managementKey: ManagementKey;
  localModels: LocalModels;
  modelHeaders: ModelHeaders;
  engineRecords: EngineRecords;
  healthChecks: HealthChecks;
  incidents: Incidents;
  notices: Notices;
  webhooks: Webhooks;
}

export function createRepositories(connection: Connection, log: Log, onError: (error: unknown) => void): Repositories {
  const credentials = createCredentials(connection, log);
  const networkSecrets = createNetworkSecrets(connection);
  const repositories: Repositories = {
    conversations: createConversations(connection, log),
    messages: createMessages(connection, log),
    providers: createProviders(connection, { credentials, networkSecrets, log }),
    credentials,
    networkSecrets,
    models: createModels(connection, log),
    modelChoices: createModelChoices(connection, log),
    modelChanges: createModelChanges(connection, log),
    secrets: createSecrets(connection),
    vault: createVaultRow(connection),
    requests: createRequests(connection, (id, error) => {
      onError(error);
      log.error({ modelRequestId: id, err: error }, 'a request could not be settled');
    }),
    attempts: createAttempts(connection),
    aliases: createAliases(connection, log),
    rules: createRules(connection, log),
    batches: createBatches(connection, log),
    batchRequests: createBatchRequests(connection, log),
    cachedAnswers: createCachedAnswers(connection),
    votes: createVotes(connection, log),
    sessions: createSessions(connection),
    managementKey: createManagementKey(connection),
    localModels: createLocalModels(connection, log),
    modelHeaders: createModelHeaders(connection),
    engineRecords: createEngineRecords(connection),
    healthChecks: createHealthChecks(connection),
    incidents: createIncidents(connection, log),
    notices: createNotices(connection, log),
    webhooks: createWebhooks(connection),
  };
  const all = remembering(repositories, connection);
  const names = Object.keys(all) as (keyof Repositories)[];
  return Object.assign(all, Object.fromEntries(names.map((name) => [name, guarded(all[name], onError)])));
}
