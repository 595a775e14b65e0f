import { expect, test } from 'vitest';
import type { RuleChoices } from '../../../../shared/model/rule.ts';
import { aliasChoicesOf } from '../../../helpers/alias-choices.ts';
import { chatLine, chatLines, openNative } from './setup.ts';

const all = (actions: RuleChoices['actions'], when: RuleChoices['when'] = null): RuleChoices => ({
  name: 'A rule',
  isEnabled: true,
  when,
  actions,
});

// Catches: requests that leave together though one of them may not, or would go elsewhere.
test.each([
  ['another model', `${chatLines(2)}${chatLine('other', { model: 'gpt-4o' })}`],
  ['another name of the same model', `${chatLines(2)}${chatLine('other', { model: 'gpt-4o-mini' })}`],
  ['a model nobody has', `${chatLines(2)}${chatLine('other', { model: 'nobody' })}`],
  ['a line that is no chat', `${chatLines(2)}${chatLine('other', { messages: 'none' })}`],
  ['a model that only answers elsewhere', chatLine('one', { model: 'OpenAI/gpt-5-codex' })],
])('no offer: %s', async (_, text) => {
  const { put, batches, vendor } = await openNative();
  const { id, native } = await put(text);
  expect(native).toBeNull();
  await expect(batches.submit(id, 'native')).rejects.toMatchObject({ code: expect.any(String) });
  expect(batches.get(id).status).toBe('validating');
  expect(vendor.files.size).toBe(0);
});

// Catches: "local only" that is broken by a batch; a refusal that is walked around.
test.each([
  ['stays here', all([{ isLocalOnly: true }], { text: 'secret' })],
  ['is refused', all([{ refuse: 'No.' }], { text: 'secret' })],
  ['is for others', all([{ onlyTag: 'eu' }], { text: 'secret' })],
])('no offer where a rule holds for one line: %s', async (_, rule) => {
  const { put, routing, vendor, batches, ended } = await openNative();
  const text = `${chatLines(2)}${chatLine('x', { messages: [{ role: 'user', content: 'my secret' }] })}`;
  const before = await put(text);
  expect(before.native).not.toBeNull();
  routing.config.createRule(rule);
  expect((await put(text)).native).toBeNull();
  // Also when it was offered before the rule was made.
  await expect(batches.submit(before.id, 'native')).rejects.toMatchObject({ code: expect.any(String) });
  expect(vendor.files.size).toBe(0);
  await batches.submit(before.id, 'here');
  expect(await ended(before.id)).toMatchObject({ status: 'completed', remote: null });
});

// Catches: a batch that must stay here and does not.
test('no offer for a batch that stays here', async () => {
  const { put, batches, vendor } = await openNative();
  const { id, native } = await put(chatLines(1), { isLocalOnly: true });
  expect(native).toBeNull();
  await expect(batches.submit(id, 'native')).rejects.toMatchObject({ code: 'NO_TARGET' });
  expect(vendor.files.size).toBe(0);
});

// Catches: an alias that is sent by its own name, one with a second target that is forgotten, rules that are lost on the way.
test('an alias with one target is that target, and what rules change is in the file', async () => {
  const { put, routing, batches, vendor, provider, ended } = await openNative();
  const target = { target: { providerId: provider.id, modelId: 'gpt-4o' }, isEnabled: true, priority: 0, weight: 1 };
  const second = { ...target, target: { ...target.target, modelId: 'gpt-4o-mini' }, isEnabled: false, priority: 1 };
  const alias = routing.config.createAlias(aliasChoicesOf('nightly', [], { targets: [target, second] }));
  routing.config.createRule(all([{ maxOutputTokens: 50 }, { addTag: 'night' }]));
  const text = chatLines(2, { model: 'nightly', max_tokens: 100 });
  const { id, native } = await put(text);
  expect(native).toMatchObject({ modelId: 'gpt-4o' });
  vendor.onLook = (job) => vendor.finish(job, 'completed');
  await batches.submit(id, 'native');
  await ended(id);
  const [job] = vendor.jobs;
  expect(job && vendor.lines(job)[0]?.body).toMatchObject({ model: 'gpt-4o', max_tokens: 50 });
  routing.config.updateAlias(alias.id, { targets: [target, { ...second, isEnabled: true }] });
  expect((await put(text)).native).toBeNull();
});

// Catches: a rule made while the batch waited for its provider, and overlooked.
test('a rule that is made before it could be sent is kept to', async () => {
  const { put, batches, routing, vendor, until, ended } = await openNative();
  const { id } = await put(chatLines(2));
  let refusals = 0;
  const upload = vendor.routes['POST /v1/files'];
  vendor.routes['POST /v1/files'] = (_asked, response) => {
    refusals += 1;
    response.destroy();
  };
  await batches.submit(id, 'native');
  await until(id, () => refusals === 1);
  routing.config.createRule(all([{ isLocalOnly: true }]));
  if (upload) vendor.routes['POST /v1/files'] = upload;
  expect(await ended(id)).toMatchObject({ status: 'failed', problems: [{ code: 'not_offered' }] });
  expect(vendor.files.size).toBe(0);
});

// Catches: requests that go to what somebody has switched off, because it is alone and asked for by its name.
test.each(['provider', 'model'] as const)('no offer of what is switched off: %s', async (what) => {
  const { put, batches, providers, provider, vendor, until, ended } = await openNative();
  const before = await put(chatLines(2));
  expect(before.native).not.toBeNull();
  let refusals = 0;
  const isOff = Promise.withResolvers<void>();
  vendor.routes['POST /v1/files'] = async (_asked, response) => {
    refusals += 1;
    await isOff.promise;
    response.destroy();
  };
  await batches.submit(before.id, 'native');
  await until(before.id, () => refusals === 1);
  const providerId = provider.id;
  if (what === 'provider') await providers.update({ providerId, isEnabled: false });
  else await providers.chooseModel({ providerId, modelId: 'gpt-4o-mini', isEnabled: false });
  isOff.resolve();
  // Also when it was begun before.
  expect(await ended(before.id)).toMatchObject({ status: 'failed', problems: [{ code: 'not_offered' }] });
  expect((await put(chatLines(2))).native).toBeNull();
  expect(vendor.files.size).toBe(0);
});

// Catches: results that were paid for and are not fetched, because their provider is switched off now.
test('what was sent is followed although its provider is switched off', async () => {
  const { put, batches, providers, provider, vendor, until, ended } = await openNative();
  const { id } = await put(chatLines(2));
  await batches.submit(id, 'native');
  await until(id, ({ remote }) => remote?.id === 'batch_1');
  await providers.update({ providerId: provider.id, isEnabled: false });
  vendor.onLook = (job) => vendor.finish(job, 'completed');
  expect(await ended(id)).toMatchObject({ status: 'completed', counts: { completed: 2 } });
});
