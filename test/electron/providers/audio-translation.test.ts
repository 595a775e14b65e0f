import { expect, test } from 'vitest';
import { Secret } from '../../../electron/lib/secret.ts';
import type { Vendor } from '../../../electron/providers/define-vendor.ts';
import { translationOptions } from '../../../electron/providers/forms/speech/audio-translation.ts';
import { azureOpenai } from '../../../electron/providers/vendors/azure-openai.ts';
import { deepgram } from '../../../electron/providers/vendors/deepgram.ts';
import { openai } from '../../../electron/providers/vendors/openai.ts';

interface Sent {
  url: string;
  fields: string[];
}

async function ask(vendor: Vendor, settings: object, options: object): Promise<Sent[]> {
  const sent: Sent[] = [];
  const connection = vendor.connect({
    settings,
    apiKey: new Secret('made-up'),
    async fetch(input, init) {
      const request = new Request(input, init);
      sent.push({ url: request.url, fields: [...(await request.formData()).keys()] });
      return Response.json({ text: 'Mind the gap.' });
    },
  });
  const model = await connection.model('transcription', 'whisper-1');
  const audio = { audio: new Uint8Array(4), mediaType: 'audio/wav' };
  const { text } = await model.doGenerate({ ...audio, ...options });
  expect(text).toBe('Mind the gap.');
  return sent;
}

const translation = { providerOptions: translationOptions };
const withLanguage = { providerOptions: { ...translationOptions, openai: { language: 'de', prompt: 'Trains' } } };

// Catches: fields of a transcription that the address for translations refuses, and ones it takes that get lost.
test('is asked at its own address, with its own fields', async () => {
  expect(await ask(openai, {}, withLanguage)).toEqual([
    {
      url: 'https://api.openai.com/v1/audio/translations',
      fields: ['model', 'file', 'response_format', 'prompt', 'temperature'],
    },
  ]);
});

// Catches: a transcription that became a translation because one was asked before it.
test('leaves a transcription as it is', async () => {
  const [sent] = await ask(openai, {}, { providerOptions: { openai: { language: 'de' } } });
  expect(sent?.url).toBe('https://api.openai.com/v1/audio/transcriptions');
  expect(sent?.fields).toContain('language');
});

// Catches: addresses with the deployment in them and a version behind them.
test('finds the address of a deployment', async () => {
  const [sent] = await ask(azureOpenai, { resource: 'example', apiVersion: '2024-10-21' }, translation);
  expect(sent?.url).toBe(
    'https://example.openai.azure.com/openai/deployments/whisper-1/audio/translations?api-version=2024-10-21',
  );
});

// Catches: somebody who asked for English and gets what was said, in whatever language.
test('is refused by who only transcribes, before anything is sent', async () => {
  const sent: unknown[] = [];
  const connection = deepgram.connect({
    settings: {},
    apiKey: new Secret('made-up'),
    async fetch(input) {
      sent.push(input);
      return Response.json({});
    },
  });
  const model = await connection.model('transcription', 'nova-3');
  const asked = model.doGenerate({ audio: new Uint8Array(4), mediaType: 'audio/wav', ...translation });
  await expect(asked).rejects.toMatchObject({ code: 'MODEL_LACKS_CAPABILITY' });
  expect(sent).toEqual([]);
});
