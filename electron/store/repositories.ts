import type { Log } from '../lib/log.ts';
import type { Connection } from './connection.ts';
import { type Conversations, createConversations } from './conversations.ts';
import { type Credentials, createCredentials } from './credentials.ts';
import { createEngineRecords, type EngineRecords } from './engine-records.ts';
import { guarded } from './errors.ts';
import { createLocalModels, type LocalModels } from './local-models.ts';
import { createManagementKey, type ManagementKey } from './management-key.ts';
import { createMessages, type Messages } from './messages.ts';
import { createModelChanges, type ModelChanges } from './model-changes.ts';
import { createModelChoices, type ModelChoices } from './model-choices.ts';
import { createModelHeaders, type ModelHeaders } from './model-headers.ts';
import { createModels, type Models } from './models.ts';
import { createNetworkSecrets, type NetworkSecrets } from './network-secrets.ts';
import { createProviders, type Providers } from './providers.ts';
import { createRequests, type Requests } from './requests.ts';
import { createSecrets, type Secrets } from './secrets.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createVaultRow, type VaultRows } from './vault-row.ts';

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
  sessions: Sessions;
  managementKey: ManagementKey;
  localModels: LocalModels;
  modelHeaders: ModelHeaders;
  engineRecords: EngineRecords;
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
    requests: createRequests(connection),
    sessions: createSessions(connection),
    managementKey: createManagementKey(connection),
    localModels: createLocalModels(connection, log),
    modelHeaders: createModelHeaders(connection),
    engineRecords: createEngineRecords(connection),
  };
  const names = Object.keys(repositories) as (keyof Repositories)[];
  return Object.assign(
    repositories,
    Object.fromEntries(names.map((name) => [name, guarded(repositories[name], onError)])),
  );
}
