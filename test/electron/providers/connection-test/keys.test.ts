import { expect, test, vi } from 'vitest';
import { otherOwner } from '../../../../electron/providers/connection-test/whose-key.ts';
import { vendors } from '../../../../electron/providers/registry.ts';
import { openTestProviders } from '../../../helpers/upstream-host.ts';

const signal = new AbortController().signal;
const anthropicKey = `sk-ant-${'a'.repeat(30)}`;
const addressOf = (input: string | URL | Request): string => new URL(input instanceof Request ? input.url : input).href;
const refusing =
  (asked: string[]): typeof fetch =>
  async (input) => {
    asked.push(addressOf(input));
    return Response.json({ error: { message: 'Invalid API Key', code: 'invalid_api_key' } }, { status: 401 });
  };

// Catches: a key that is sent to a vendor it is none of, or one that is refused at a server that takes any.
test('a key of another vendor is told at its field and sent to nobody', async () => {
  const asked: string[] = [];
  const { providers } = openTestProviders({ fetch: refusing(asked) });
  const typed = { kind: 'groq', name: 'Typed', settings: {}, apiKey: anthropicKey };
  const { ok, steps } = await providers.try(typed, signal);
  expect([ok, steps.length, asked]).toEqual([false, 1, []]);
  expect(steps[0]).toMatchObject({
    name: 'key',
    failure: { code: 'VALIDATION_FAILED', details: { param: 'apiKey', reason: 'other-vendor', vendor: 'Anthropic' } },
  });
  expect(JSON.stringify(steps)).not.toContain(anthropicKey);
  await providers.try({ ...typed, settings: { baseUrl: 'http://127.0.0.1:9/v1' } }, signal);
  await providers.try({ ...typed, apiKey: `gsk_${'a'.repeat(30)}` }, signal);
  expect(asked).toHaveLength(2);
});

// Catches: "check the key" where the look of the key says what is wrong with it.
test('a refusal names the vendor whose key it looks like', async () => {
  const { providers } = openTestProviders({ fetch: refusing([]) });
  const { id } = await providers.create({ kind: 'groq', name: 'Mine', settings: {}, apiKey: anthropicKey });
  const { steps } = await providers.test(id, signal);
  expect(steps.find(({ name }) => name === 'key')?.failure).toMatchObject({
    code: 'INVALID_API_KEY',
    message: expect.stringContaining('Anthropic'),
    details: { reason: 'other-vendor' },
  });
});

// Catches: a vendor whose own keys are taken for those of another, and a server of one's own that is told which to take.
test('what looks like a vendor’s own key is its own, and a server of one’s own takes any', () => {
  const samples = { anthropic: anthropicKey, groq: `gsk_${'a'.repeat(30)}`, openai: `sk-proj-${'a'.repeat(30)}` };
  const told = Object.entries(samples).flatMap(([owner, key]) =>
    vendors
      .filter((vendor) => vendor.kind.id === owner || vendor.kind.keyPage === null)
      .map((vendor) => otherOwner(vendor, { settings: {} }, key)),
  );
  expect(told.length).toBeGreaterThan(3);
  expect(told.filter((owner) => owner !== null)).toEqual([]);
});

// Catches: a key called good because a list was given that everybody gets.
test('a list for everybody proves no key, one token does', async () => {
  const answers = { isRefused: false };
  const upstream: typeof fetch = async (input) => {
    if (addressOf(input).endsWith('/models')) return Response.json({ data: [{ id: 'openai/gpt-4o-mini' }] });
    if (answers.isRefused) return Response.json({ error: { message: 'No auth', code: 401 } }, { status: 401 });
    const chunk = {
      id: 'x',
      choices: [{ index: 0, delta: { role: 'assistant', content: 'OK' }, finish_reason: null }],
    };
    return new Response(`data: ${JSON.stringify(chunk)}\n\n`, { headers: { 'content-type': 'text/event-stream' } });
  };
  const { providers } = openTestProviders({ fetch: upstream });
  const apiKey = `sk-or-${'a'.repeat(30)}`;
  const { id } = await providers.create({ kind: 'openrouter', name: 'Router', settings: {}, apiKey });
  const stateOf = async (withToken: boolean) => {
    const { ok, steps } = await providers.test(id, signal, { withToken });
    return { ok, ...Object.fromEntries(steps.map(({ name, state }) => [name, state])) };
  };
  expect(await stateOf(false)).toEqual({ ok: true, connection: 'passed', key: 'unproven', models: 'passed' });
  expect(await stateOf(true)).toMatchObject({ ok: true, key: 'passed', token: 'passed' });
  answers.isRefused = true;
  expect(await stateOf(true)).toEqual({ ok: false, connection: 'passed', key: 'failed', models: 'passed' });
  expect(providers.get(id).credentials[0]?.state).toBe('refused');
});

// Catches: the models of the old address kept as those of the new one, because a test was still under way.
test('a list that was read at another address is not kept', async () => {
  const gate = Promise.withResolvers<void>();
  const asked: string[] = [];
  const upstream: typeof fetch = async (input) => {
    const { host } = new URL(addressOf(input));
    asked.push(host);
    if (host === 'old.example') await gate.promise;
    return Response.json({ data: [{ id: `model-of-${host}` }] });
  };
  const { providers } = openTestProviders({ fetch: upstream });
  const settings = { baseUrl: 'https://old.example/v1' };
  const { id } = await providers.create({ kind: 'openai-compatible', name: 'Mine', settings });
  const testing = providers.test(id, signal);
  await vi.waitFor(() => expect(asked).toEqual(['old.example']));
  await providers.update({ providerId: id, settings: { baseUrl: 'https://new.example/v1' } });
  gate.resolve();
  expect(await testing).toMatchObject({ ok: true, modelCount: 1 });
  const { models } = await providers.models(id, { refresh: false });
  expect(models.map((model) => model.id)).toEqual(['model-of-new.example']);
  expect(providers.modelChanges(id)).toEqual([]);
});
