import { expect, test } from 'vitest';
import { addProvider, json, openVendorServer } from './vendor-server.ts';

// Catches: only the first page, a preview over plain http, labels that are no words, one odd voice taking all with it.
test('voices come page by page, with what is said of them', async () => {
  const server = await openVendorServer({
    'GET /v2/voices': (asked, response) =>
      json(
        asked.line.includes('next_page_token=two')
          ? { voices: [{ voice_id: 'v3', name: 'Third' }], has_more: false, next_page_token: null }
          : {
              voices: [
                {
                  voice_id: 'v1',
                  name: 'George',
                  category: 'professional',
                  labels: { accent: 'British', age: 'middle_aged', language: 'en', use_case: '' },
                  preview_url: 'https://example.com/george.mp3',
                  verified_languages: [
                    { language: 'en', locale: 'en-GB' },
                    { language: 'de', locale: null },
                    { language: 'de', locale: null },
                  ],
                },
                { voice_id: 'v2', name: 'Own', labels: { language: 'fr', depth: 4 }, preview_url: 'http://x/y.mp3' },
                { name: 'without an id' },
              ],
              has_more: true,
              next_page_token: 'two',
            },
      )(asked, response),
  });
  const { extras, provider } = await addProvider(server, { kind: 'elevenlabs' });
  expect(await extras.voices(provider.id, { refresh: false })).toEqual([
    {
      id: 'v1',
      name: 'George',
      languages: ['en-GB', 'de'],
      labels: ['professional', 'British', 'middle_aged'],
      previewUrl: 'https://example.com/george.mp3',
    },
    { id: 'v2', name: 'Own', languages: ['fr'], labels: [], previewUrl: null },
    { id: 'v3', name: 'Third', languages: [], labels: [], previewUrl: null },
  ]);
  await extras.voices(provider.id, { refresh: false });
  expect(server.asked.map(({ line }) => line)).toEqual([
    'GET https://api.elevenlabs.io/v2/voices?page_size=100',
    'GET https://api.elevenlabs.io/v2/voices?page_size=100&next_page_token=two',
  ]);
  await extras.voices(provider.id, { refresh: true });
  expect(server.asked).toHaveLength(4);
});

// Catches: models that listen among the voices, and a voice without the name that a request wants.
test('where each model is one voice, those are told', async () => {
  const server = await openVendorServer({
    'GET /v1/models': json({
      stt: [{ canonical_name: 'nova-3', batch: true }],
      tts: [
        {
          name: 'agathe',
          canonical_name: 'aura-2-agathe-fr',
          languages: ['fr', 'fr-FR'],
          metadata: {
            display_name: 'Agathe',
            accent: 'French',
            age: 'Adult',
            sample: 'https://example.com/agathe.wav',
            tags: ['feminine', 'cheerful'],
          },
        },
        { name: 'asteria', canonical_name: 'aura-asteria-en' },
      ],
    }),
  });
  const { extras, provider } = await addProvider(server, { kind: 'deepgram' });
  expect(await extras.voices(provider.id, { refresh: false })).toEqual([
    {
      id: 'aura-2-agathe-fr',
      name: 'Agathe',
      languages: ['fr', 'fr-FR'],
      labels: ['French', 'Adult', 'feminine', 'cheerful'],
      previewUrl: 'https://example.com/agathe.wav',
    },
    { id: 'aura-asteria-en', name: 'asteria', languages: [], labels: [], previewUrl: null },
  ]);
});

// Catches: a failure kept for ten minutes.
test('a list that failed is asked for again', async () => {
  const server = await openVendorServer({ 'GET /v2/voices': json({ detail: { message: 'down' } }, 503) });
  const { extras, provider } = await addProvider(server, { kind: 'elevenlabs' });
  await expect(extras.voices(provider.id, { refresh: false })).rejects.toMatchObject({ code: 'PROVIDER_UNHEALTHY' });
  server.routes['GET /v2/voices'] = json({ voices: [], has_more: false });
  expect(await extras.voices(provider.id, { refresh: false })).toEqual([]);
});
