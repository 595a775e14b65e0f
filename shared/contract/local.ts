import { z } from 'zod';
import { loadChoices } from '../model/load-settings.ts';
import { engineStatus, loadedModel, loadPreset, localModel, memoryEstimate } from '../model/local-model.ts';
import { call, event, stream } from './define.ts';

const nothing = z.object({});
const one = z.object({ name: z.string().min(1).max(300) });

export const localContract = {
  'local-models.list': call({
    summary: 'The model files on this machine, with what is loaded',
    method: 'GET',
    path: '/local-models',
    input: nothing,
    output: z.array(localModel),
  }),
  'local-models.get': call({
    summary: 'One model, by its name or a short form of it',
    method: 'GET',
    path: '/local-models/{name}',
    input: one,
    output: localModel,
  }),
  'local-models.refresh': call({
    summary: 'Look through the folders again',
    method: 'POST',
    path: '/local-models-refresh',
    input: nothing,
    output: z.array(localModel),
  }),
  'local-models.load': stream({
    summary: 'Load a model; the deltas are the progress from 0 to 1, cancelling stops the load',
    method: 'POST',
    path: '/local-models/{name}/load',
    input: one.extend({ ignoreMemory: z.boolean().default(false) }),
    delta: z.number(),
    end: loadedModel,
  }),
  'local-models.unload': call({
    summary: 'Unload a model; answers that are running on it are stopped only with force',
    method: 'POST',
    path: '/local-models/{name}/unload',
    input: one.extend({ force: z.boolean().default(false) }),
    output: localModel,
  }),
  'local-models.update': call({
    summary: 'Change how a model is loaded (from the next load on), or pin it',
    method: 'PATCH',
    path: '/local-models/{name}',
    input: one.extend({ choices: loadChoices.exactOptional(), isPinned: z.boolean().exactOptional() }),
    output: localModel,
  }),
  'local-models.estimate': call({
    summary: 'What a load with these settings would take',
    method: 'POST',
    path: '/local-models/{name}/estimate',
    input: one.extend({ choices: loadChoices }),
    output: memoryEstimate,
  }),
  'local-models.forget-failure': call({
    summary: 'Try a file again that failed its first load',
    method: 'POST',
    path: '/local-models/{name}/forget-failure',
    input: one,
    output: localModel,
  }),
  'local-models.tokenize': call({
    summary: 'The tokens of a text',
    method: 'POST',
    path: '/local-models/{name}/tokenize',
    input: one.extend({ text: z.string().max(10_000_000), special: z.boolean().default(false) }),
    output: z.object({ tokens: z.array(z.int()) }),
  }),
  'local-models.detokenize': call({
    summary: 'The text of tokens',
    method: 'POST',
    path: '/local-models/{name}/detokenize',
    input: one.extend({ tokens: z.array(z.int().nonnegative()).max(10_000_000) }),
    output: z.object({ text: z.string() }),
  }),
  'local-models.count': call({
    summary: "How many tokens messages take, with what the model's template puts around them",
    method: 'POST',
    path: '/local-models/{name}/count',
    input: one.extend({
      messages: z
        .array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), text: z.string().max(10_000_000) }))
        .min(1)
        .max(10_000),
    }),
    output: z.object({ tokens: z.int() }),
  }),
  'local-models.embed': call({
    summary: 'Normalised vectors, one a text',
    method: 'POST',
    path: '/local-models/{name}/embed',
    input: one.extend({ texts: z.array(z.string().max(10_000_000)).min(1).max(10_000) }),
    output: z.object({ vectors: z.array(z.array(z.number())), tokens: z.int() }),
  }),
  'local-models.rank': call({
    summary: 'How well each document answers the query, from 0 to 1',
    method: 'POST',
    path: '/local-models/{name}/rank',
    input: one.extend({
      query: z.string().min(1).max(1_000_000),
      documents: z.array(z.string().max(10_000_000)).min(1).max(10_000),
    }),
    output: z.object({ scores: z.array(z.number()) }),
  }),
  'local-models.changed': event({
    summary: 'A model was found, has gone, or changed its state; null is the list',
    data: z.object({ name: z.string().nullable() }),
  }),
  'local-models.progress': event({
    summary: 'How far a load is',
    data: z.object({ name: z.string(), progress: z.number() }),
  }),

  'load-presets.list': call({
    summary: 'Named load settings',
    method: 'GET',
    path: '/load-presets',
    input: nothing,
    output: z.array(loadPreset),
  }),
  'load-presets.save': call({
    summary: 'Keep load settings under a name; the same name is replaced',
    method: 'PUT',
    path: '/load-presets',
    input: loadPreset.pick({ name: true, choices: true }),
    output: loadPreset,
  }),
  'load-presets.delete': call({
    summary: 'Delete named load settings',
    method: 'DELETE',
    path: '/load-presets/{id}',
    input: loadPreset.pick({ id: true }),
    output: nothing,
  }),

  'engine.status': call({
    summary: 'The local engine: what it computes on, and how much memory is free',
    method: 'GET',
    path: '/engine',
    input: nothing,
    output: engineStatus,
  }),
};
