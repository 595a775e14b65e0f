import { expect, test } from 'vitest';
import { addProvider, json, openVendorServer } from './vendor-server.ts';

const answer = {
  id: 'gen-1',
  model: 'm',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Yes.' } }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
};

async function ask(settings: Record<string, unknown>) {
  const server = await openVendorServer({ 'POST /api/v1/chat/completions': json(answer) });
  const { provider, providers } = await addProvider(server, { kind: 'openrouter', settings });
  const connection = await providers.connect(provider.id);
  const model = await connection.model('language', 'm');
  await model.doGenerate({ prompt: [{ role: 'user', content: [{ type: 'text', text: 'Well?' }] }] });
  return { settings: provider.settings, asked: server.asked[0] };
}

// Catches: a wish that is stored and never sent, or sent under a name that is ignored.
test('which providers may answer, and who asks, is sent with each request', async () => {
  const { asked, settings } = await ask({
    order: ' mistral,together ',
    only: 'mistral together',
    ignore: 'deepinfra',
    fallbacks: false,
    keepsNothing: true,
    sort: 'price',
    maxInputPrice: 1.5,
    maxOutputPrice: 2,
    appName: 'Mine',
    appUrl: 'https://example.com',
  });
  expect(asked?.body).toMatchObject({
    provider: {
      order: ['mistral', 'together'],
      only: ['mistral', 'together'],
      ignore: ['deepinfra'],
      allow_fallbacks: false,
      data_collection: 'deny',
      sort: 'price',
      max_price: { prompt: 1.5, completion: 2 },
    },
  });
  expect(asked?.headers).toMatchObject({ 'http-referer': 'https://example.com', 'x-openrouter-title': 'Mine' });
  expect(settings).toMatchObject({ order: 'mistral, together', only: 'mistral, together' });
});

// Catches: preferences that nobody has, which change how requests are shared out.
test('nothing is sent where nothing was chosen', async () => {
  const { asked } = await ask({ order: ' , ' });
  expect(asked?.body).not.toHaveProperty('provider');
  expect(asked?.headers).not.toHaveProperty('http-referer');
  expect(asked?.headers).not.toHaveProperty('x-openrouter-title');
});
