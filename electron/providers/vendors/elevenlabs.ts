import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson, readable } from '../forms/get-json.ts';
import { requireKey } from '../forms/require-key.ts';

// Its package knows no other address.
const address = 'https://api.elevenlabs.io';

async function client({ apiKey, fetch }: Connection<object>) {
  const { createElevenLabs } = await import('@ai-sdk/elevenlabs');
  return createElevenLabs({ apiKey: requireKey('ElevenLabs', apiKey), fetch });
}

const entry = z.looseObject({
  model_id: z.string().min(1),
  name: z.string().nullish(),
  can_do_text_to_speech: z.boolean().nullish(),
});

export const elevenlabs = defineVendor({
  id: 'elevenlabs',
  name: 'ElevenLabs',
  keyPage: 'https://elevenlabs.io/app/settings/api-keys',
  needsKey: 'required',
  environment: ['ELEVENLABS_API_KEY', 'XI_API_KEY'],
  settings: z.object({}),
  baseUrl: () => address,
  models: {
    speech: async (connection, id) => (await client(connection)).speech(id),
    transcription: async (connection, id) => (await client(connection)).transcription(id),
  },
  /** https://elevenlabs.io/docs/api-reference/models/list: models for transcription are in no list. */
  async listModels({ apiKey, fetch }, signal) {
    const headers = { 'xi-api-key': requireKey('ElevenLabs', apiKey) };
    const answer = await getJson({ url: `${address}/v1/models`, headers, answer: z.array(z.unknown()), fetch, signal });
    return readable(answer, entry)
      .filter((model) => model.can_do_text_to_speech)
      .map(({ model_id: id, name }) => ({ id, name: name || id, ownedBy: null }));
  },
});
