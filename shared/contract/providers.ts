import { z } from 'zod';
import { connectionTest } from '../model/connection-test.ts';
import { credentialId, providerId } from '../model/ids.ts';
import { modelChange } from '../model/model-change.ts';
import { modelChoiceChange, modelReset } from '../model/model-choice.ts';
import {
  credential,
  credentialChoices,
  describedModel,
  environmentKey,
  modelList,
  newProvider,
  offeredModel,
  provider,
  providerChange,
  providerKind,
} from '../model/provider.ts';
import { providerRateLimits } from '../model/rate-limit.ts';
import { call, event } from './define.ts';

const nothing = z.object({});
const one = z.object({ providerId });
const oneKey = z.object({ credentialId });
const apiKey = z.string().trim().min(1).max(4096);
const { label, accountGroup, priority, rotateAfterDays } = credentialChoices.shape;

export const providersContract = {
  'provider-kinds.list': call({
    summary: 'The vendors this app knows',
    method: 'GET',
    path: '/provider-kinds',
    input: nothing,
    output: z.array(providerKind),
  }),

  'environment-keys.list': call({
    summary: 'Keys in the environment of the app, of vendors that nobody has added yet',
    method: 'GET',
    path: '/environment-keys',
    input: nothing,
    output: z.array(environmentKey),
  }),

  'providers.list': call({
    summary: 'All providers',
    method: 'GET',
    path: '/providers',
    input: nothing,
    output: z.array(provider),
  }),
  'providers.create': call({
    summary: 'Add a provider, with its first key if it needs one',
    method: 'POST',
    path: '/providers',
    input: newProvider,
    output: provider,
  }),
  'providers.get': call({
    summary: 'One provider',
    method: 'GET',
    path: '/providers/{providerId}',
    input: one,
    output: provider,
  }),
  'providers.update': call({
    summary: 'Change a provider',
    method: 'PATCH',
    path: '/providers/{providerId}',
    input: providerChange,
    output: provider,
  }),
  'providers.delete': call({
    summary: 'Delete a provider with its keys',
    method: 'DELETE',
    path: '/providers/{providerId}',
    input: one,
    output: nothing,
  }),
  'providers.test': call({
    summary: 'Try the connection, the key and the model list',
    method: 'POST',
    path: '/providers/{providerId}/test',
    input: one,
    output: connectionTest,
  }),
  'providers.try': call({
    summary: 'Try settings and a key before they are added; nothing is stored',
    method: 'POST',
    path: '/provider-tries',
    input: newProvider,
    output: connectionTest,
  }),
  'providers.rate-limits': call({
    summary: 'What the newest answers to each key said about its limits',
    method: 'GET',
    path: '/providers/{providerId}/rate-limits',
    input: one,
    output: providerRateLimits,
  }),
  'providers.changed': event({ summary: 'A provider, its keys, their state or its models changed', data: one }),

  'models.list': call({
    summary: 'The models of a provider; asked again after an hour, or now with refresh',
    method: 'GET',
    path: '/providers/{providerId}/models',
    input: one.extend({ refresh: z.boolean().default(false) }),
    output: modelList,
  }),
  'models.all': call({
    summary: 'The known models of all enabled providers that answer in words, without those that somebody switched off',
    method: 'GET',
    path: '/models',
    input: nothing,
    output: z.array(offeredModel),
  }),
  'models.choose': call({
    summary: 'Switch a model on or off, or say what it is: that wins over its provider and the catalogue',
    method: 'PATCH',
    path: '/providers/{providerId}/model-choices',
    input: modelChoiceChange,
    output: describedModel,
  }),
  'models.reset': call({
    summary: 'Take back what was said about a model, all of it or some fields',
    method: 'POST',
    path: '/providers/{providerId}/model-choices/reset',
    input: modelReset,
    output: describedModel,
  }),
  'models.catalogue': call({
    summary: 'The models of the catalogue that can be behind one of this provider',
    method: 'GET',
    path: '/providers/{providerId}/catalogue',
    input: one,
    output: z.array(z.string()),
  }),
  'models.changes': call({
    summary: 'New models, those that are gone, and changed prices, as the looks at the list found them',
    method: 'GET',
    path: '/providers/{providerId}/model-changes',
    input: one,
    output: z.array(modelChange),
  }),
  'models.changes-seen': call({
    summary: 'Mark all changes of a provider as seen',
    method: 'POST',
    path: '/providers/{providerId}/model-changes/seen',
    input: one,
    output: nothing,
  }),
  'models.changes-found': event({ summary: 'A look at the models of a provider found changes', data: one }),

  'credentials.add': call({
    summary: 'Add a key to a provider',
    method: 'POST',
    path: '/providers/{providerId}/credentials',
    input: one.extend({
      apiKey,
      label: label.default(''),
      accountGroup: accountGroup.default(''),
      priority: priority.default(0),
      rotateAfterDays: rotateAfterDays.default(null),
    }),
    output: credential,
  }),
  'credentials.update': call({
    summary: 'Rename, order, group, enable or disable a key',
    method: 'PATCH',
    path: '/credentials/{credentialId}',
    input: oneKey.extend({
      label: label.exactOptional(),
      accountGroup: accountGroup.exactOptional(),
      priority: priority.exactOptional(),
      rotateAfterDays: rotateAfterDays.exactOptional(),
      isEnabled: z.boolean().exactOptional(),
    }),
    output: credential,
  }),
  'credentials.rotate': call({
    summary: 'Put a new key in the place of one in use, if the provider takes it',
    method: 'POST',
    path: '/credentials/{credentialId}/rotate',
    input: oneKey.extend({ apiKey }),
    output: z.object({
      credential,
      /** False where the provider has no list of models to try a key with. */
      isTested: z.boolean(),
    }),
  }),
  'credentials.test': call({
    summary: 'Try one key; one that passes is used again at once',
    method: 'POST',
    path: '/credentials/{credentialId}/test',
    input: oneKey,
    output: connectionTest,
  }),
  'credentials.delete': call({
    summary: 'Delete a key',
    method: 'DELETE',
    path: '/credentials/{credentialId}',
    input: oneKey,
    output: nothing,
  }),
};
