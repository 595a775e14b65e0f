import { expect, test } from 'vitest';
import { mergeDetails } from '../../../../electron/providers/catalogue/merge-details.ts';
import { openTestProviders } from '../../../helpers/upstream-host.ts';

const key = 'sk-test-0123456789abcdef';

interface Listed {
  id: string;
  pricing?: { prompt: string; completion: string };
}

async function openWith(kind: string, models: Listed[], settings: Record<string, unknown> = {}) {
  const host = openTestProviders({ fetch: async () => Response.json({ data: models }) });
  const { id } = await host.providers.create({ kind, name: 'P', settings, apiKey: key });
  const list = async () => {
    const found = await host.providers.models(id, { refresh: false });
    return new Map(found.models.map((model) => [model.id, model]));
  };
  await list();
  return { ...host, id, list };
}

// Catches: a user's word that is lost at the next refresh, or that does not win, or whose origin is told wrongly.
test('the user wins over the provider, and the provider over the catalogue', async () => {
  const pricing = { prompt: '0.000001', completion: '0.000002' };
  const { id, list, providers } = await openWith('openai', [{ id: 'gpt-4o', pricing }]);
  const listed = (await list()).get('gpt-4o');
  expect(listed?.details.prices).toEqual({ input: 1_000_000, output: 2_000_000 });
  expect(listed?.origins).toMatchObject({ prices: 'provider', context: 'catalogue' });

  const one = { providerId: id, modelId: 'gpt-4o' };
  await providers.chooseModel({ ...one, details: { context: 9000, prices: { input: 7 } } });
  await providers.chooseModel({ ...one, details: { tools: false } });
  await providers.models(id, { refresh: true });
  const chosen = (await list()).get('gpt-4o');
  expect(chosen?.details).toMatchObject({ context: 9000, tools: false, prices: { input: 7 } });
  expect(chosen?.origins).toMatchObject({ context: 'user', tools: 'user', prices: 'user', maxOutput: 'catalogue' });

  const reset = await providers.resetModel({ ...one, fields: ['prices'] });
  expect(reset.origins).toMatchObject({ prices: 'provider', context: 'user' });
  await providers.resetModel(one);
  expect((await list()).get('gpt-4o')).toEqual(listed);
});

// Catches: a model that was switched off still offered, still asked, or gone where it could be switched on again.
test('a model that is off is not offered and not asked', async () => {
  const { id, list, providers, published } = await openWith('openai', [{ id: 'gpt-4o' }, { id: 'o3' }]);
  expect((await providers.allModels()).map((model) => model.id)).toEqual(['gpt-4o', 'o3']);
  const before = published.length;
  await providers.chooseModel({ providerId: id, modelId: 'o3', isEnabled: false });
  expect(published.slice(before)).toEqual([{ name: 'providers.changed', data: { providerId: id } }]);
  expect((await providers.allModels()).map((model) => model.id)).toEqual(['gpt-4o']);
  expect((await list()).get('o3')?.isEnabled).toBe(false);
  await expect(providers.connect(id, { modelId: 'o3' })).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
  await expect(providers.connect(id, { modelId: 'gpt-4o' })).resolves.toBeDefined();
  await providers.resetModel({ providerId: id, modelId: 'o3' });
  await expect(providers.connect(id, { modelId: 'o3' })).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
  await providers.chooseModel({ providerId: id, modelId: 'o3', isEnabled: true });
  expect(await providers.allModels()).toHaveLength(2);
});

// Catches: a voice or a painter among the models to chat with.
test('what does not answer in words is not offered', async () => {
  const { id, providers } = await openWith('openai', [{ id: 'gpt-4o' }, { id: 'o3' }]);
  await providers.chooseModel({ providerId: id, modelId: 'o3', details: { outputs: ['image'] } });
  await providers.chooseModel({ providerId: id, modelId: 'gpt-4o', details: { name: 'Ours' } });
  expect((await providers.allModels()).map(({ name }) => name)).toEqual(['Ours']);
  const voices = openTestProviders({
    fetch: async () => Response.json([{ model_id: 'eleven_v3', name: 'v3', can_do_text_to_speech: true }]),
  });
  const speaker = await voices.providers.create({ kind: 'elevenlabs', name: 'P', settings: {}, apiKey: key });
  expect((await voices.providers.models(speaker.id, { refresh: true })).models).toHaveLength(1);
  expect(await voices.providers.allModels()).toEqual([]);
});

// Catches: what is offered staying as it was when the list, the choices or the provider change.
test('what is offered is always of now', async () => {
  const models = [{ id: 'gpt-4o' }];
  const { id, providers } = await openWith('openai', models);
  const [first] = await providers.allModels();
  expect(first).toMatchObject({ id: 'gpt-4o', context: expect.any(Number), prices: { input: expect.any(Number) } });
  await providers.chooseModel({ providerId: id, modelId: 'gpt-4o', details: { context: 77 } });
  expect((await providers.allModels())[0]?.context).toBe(77);
  models.push({ id: 'another' });
  await providers.models(id, { refresh: true });
  expect((await providers.allModels()).map((model) => model.id)).toEqual(['gpt-4o', 'another']);
  await providers.update({ providerId: id, isEnabled: false });
  expect(await providers.allModels()).toEqual([]);
});

// Catches: a deployment without a price although its user said what it is; a typing mistake kept as if it were a model.
test('the user says what is behind a name of their own', async () => {
  const { id, list, providers } = await openWith('openai', [{ id: 'ft:gpt-4o:us::1' }]);
  const one = { providerId: id, modelId: 'ft:gpt-4o:us::1' };
  expect((await list()).get(one.modelId)).toMatchObject({ details: {}, inheritedFrom: null });
  const named = await providers.chooseModel({ ...one, underlying: 'gpt-4o' });
  expect(named).toMatchObject({ underlying: 'gpt-4o', inheritedFrom: 'gpt-4o', origins: { context: 'inherited' } });
  await expect(providers.chooseModel({ ...one, underlying: 'gpt-4oo' })).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    details: { param: 'underlying' },
  });
  expect(await providers.catalogueNames(id)).toContain('gpt-4o');
  expect(await providers.chooseModel({ ...one, underlying: null })).toMatchObject({ details: {}, underlying: null });
});

// Catches: choices for a model that nobody lists, which then stand nowhere.
test('a model that is not listed cannot be chosen', async () => {
  const { id, providers } = await openWith('openai', [{ id: 'gpt-4o' }]);
  const unknown = providers.chooseModel({ providerId: id, modelId: 'gpt-9', isEnabled: false });
  await expect(unknown).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
});

// Catches: a price of the catalogue for another version told as certain.
test('what is inherited says so, and from whom', async () => {
  const { list } = await openWith('openai', [{ id: 'gpt-4o-2031-01-01' }]);
  const model = (await list()).get('gpt-4o-2031-01-01');
  expect(model).toMatchObject({ inheritedFrom: 'gpt-4o', origins: { prices: 'inherited' } });
  expect(mergeDetails({ user: { context: 1 }, catalogue: null })).toEqual({
    details: { context: 1 },
    origins: { context: 'user' },
  });
});

// Catches: of two things said about a model at the same time the first one lost, while the catalogue is still read.
test('what is said at the same time is all kept', async () => {
  const { id, list, providers } = await openWith('openai', [{ id: 'gpt-4o' }]);
  const one = { providerId: id, modelId: 'gpt-4o' };
  await Promise.all([
    providers.chooseModel({ ...one, isEnabled: false }),
    providers.chooseModel({ ...one, details: { context: 9000 } }),
    providers.chooseModel({ ...one, details: { tools: false } }),
  ]);
  expect((await list()).get('gpt-4o')).toMatchObject({ isEnabled: false, details: { context: 9000, tools: false } });
});

// Catches: a person's word that holds no more as soon as the provider leaves the model out of its list.
test('what is said about a model holds while it is not listed', async () => {
  const models = [{ id: 'gpt-4o' }, { id: 'own' }];
  const { id, providers } = await openWith('openai', models);
  await providers.chooseModel({ providerId: id, modelId: 'own', details: { temperature: false } });
  models.pop();
  await providers.models(id, { refresh: true });
  const { detailsOf } = await providers.connect(id, { modelId: 'own' });
  expect(await detailsOf?.('own')).toEqual({ temperature: false });
  expect(await detailsOf?.('nobody-knows-it')).toBeNull();
});
