// Catches: a key in the environment that nobody is offered, one that is offered although it is of no use, and a variable
// of somebody else read as a key.
import { expect, test } from 'vitest';
import { openTestProviders, openTestUpstream } from '../../helpers/upstream-host.ts';

const key = 'sk-proj-0123456789abcdef';

test('keys are offered until their vendor is added', async () => {
  const environment = {
    OPENAI_API_KEY: ` ${key} `,
    ANTHROPIC_API_KEY: 'two words',
    // It needs more than a key.
    AZURE_OPENAI_API_KEY: 'azure-key-0123456789',
    GROQ_API_KEY: '',
  };
  const { providers, store, log } = openTestProviders({ environment });
  const [offer, ...others] = providers.environmentKeys();
  expect(offer).toEqual({ kind: 'openai', variable: 'OPENAI_API_KEY', masked: 'sk-…cdef' });
  expect(others).toEqual([]);
  const added = await providers.create({ kind: 'openai', name: 'OpenAI', settings: {}, keyVariable: 'OPENAI_API_KEY' });
  expect(added.credentials).toMatchObject([{ masked: 'sk-…cdef' }]);
  expect(store.secrets.count()).toBe(1);
  expect(providers.environmentKeys()).toEqual([]);
  expect(JSON.stringify(log)).not.toContain(key);
});

test('only variables of the vendor are read', async () => {
  const upstream = await openTestUpstream();
  const { providers } = openTestProviders({ environment: { OPENAI_API_KEY: key, PASSWORD: 'very-secret' } });
  for (const [kind, keyVariable] of [
    ['openai', 'PASSWORD'],
    ['openai-compatible', 'OPENAI_API_KEY'],
    ['anthropic', 'ANTHROPIC_API_KEY'],
  ] as const) {
    const typed = { kind, name: 'Mine', settings: { baseUrl: upstream.url }, keyVariable };
    await expect(providers.create(typed)).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { param: 'keyVariable' },
    });
  }
  expect(upstream.requests).toEqual([]);
});
