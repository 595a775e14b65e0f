import { z } from 'zod';
import { generation, hostedModel, hostedModelDetails, keyBalance, pullProgress, voice } from '../model/extras.ts';
import { providerId } from '../model/ids.ts';
import { call, stream } from './define.ts';

const nothing = z.object({});
const one = z.object({ providerId });
const refresh = z.boolean().default(false);
const name = z.string().trim().min(1).max(300);
const oneModel = one.extend({ name });

export const extrasContract = {
  'providers.balance': call({
    summary: 'What each key may still spend; asked again after a minute, or now with refresh',
    method: 'GET',
    path: '/providers/{providerId}/balance',
    input: one.extend({ refresh }),
    output: z.array(keyBalance),
  }),
  'providers.voices': call({
    summary: 'The voices that speech may be asked for in; asked again after ten minutes, or now with refresh',
    method: 'GET',
    path: '/providers/{providerId}/voices',
    input: one.extend({ refresh }),
    output: z.array(voice),
  }),
  'providers.generation': call({
    summary: 'What a provider wrote down about one of its answers, by the id it gave it',
    method: 'GET',
    path: '/providers/{providerId}/generations/{id}',
    input: one.extend({ id: z.string().min(1).max(200) }),
    output: generation,
  }),
  'models.count-tokens': call({
    summary: 'How many tokens messages take, as the provider of the model counts them',
    method: 'POST',
    path: '/providers/{providerId}/count-tokens',
    input: one.extend({
      modelId: z.string().min(1).max(300),
      messages: z
        .array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), text: z.string().max(10_000_000) }))
        .min(1)
        .max(10_000),
    }),
    output: z.object({ tokens: z.int().nonnegative() }),
  }),

  'hosted-models.list': call({
    summary: 'The models on a server that keeps its own, and which of them are loaded',
    method: 'GET',
    path: '/providers/{providerId}/hosted-models',
    input: one,
    output: z.array(hostedModel),
  }),
  'hosted-models.get': call({
    summary: 'What such a server says about one of its models',
    method: 'GET',
    path: '/providers/{providerId}/hosted-models/{name}',
    input: oneModel,
    output: hostedModelDetails,
  }),
  'hosted-models.pull': stream({
    summary: 'Bring a model onto the server; cancelling stops it, and another pull goes on from there',
    method: 'POST',
    path: '/providers/{providerId}/hosted-models/{name}/pull',
    input: oneModel,
    delta: pullProgress,
    end: hostedModel,
  }),
  'hosted-models.copy': call({
    summary: 'Give a model on the server a second name',
    method: 'POST',
    path: '/providers/{providerId}/hosted-models/{name}/copy',
    input: oneModel.extend({ to: name }),
    output: nothing,
  }),
  'hosted-models.delete': call({
    summary: 'Delete a model from the server',
    method: 'DELETE',
    path: '/providers/{providerId}/hosted-models/{name}',
    input: oneModel,
    output: nothing,
  }),
};
