import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson, readable } from '../forms/get-json.ts';
import { requireKey } from '../forms/require-key.ts';

// Its package knows no other address.
const address = 'https://api.deepgram.com';

async function client({ apiKey, fetch }: Connection<object>) {
  const { createDeepgram } = await import('@ai-sdk/deepgram');
  return createDeepgram({ apiKey: requireKey('Deepgram', apiKey), fetch });
}

const list = z.looseObject({ stt: z.array(z.unknown()).default([]), tts: z.array(z.unknown()).default([]) });
const entry = z.looseObject({ canonical_name: z.string().min(1), batch: z.boolean().nullish() });

export const deepgram = defineVendor({
  id: 'deepgram',
  name: 'Deepgram',
  keyPage: 'https://console.deepgram.com/',
  needsKey: 'required',
  environment: ['DEEPGRAM_API_KEY'],
  settings: z.object({}),
  baseUrl: () => address,
  models: {
    speech: async (connection, id) => (await client(connection)).speech(id),
    transcription: async (connection, id) => (await client(connection)).transcription(id),
  },
  /** https://developers.deepgram.com/reference/manage/models/list: a model comes once for every language. */
  async listModels({ apiKey, fetch }, signal) {
    const headers = { Authorization: `Token ${requireKey('Deepgram', apiKey)}` };
    const { stt, tts } = await getJson({ url: `${address}/v1/models`, headers, answer: list, fetch, signal });
    const hearing = readable(stt, entry).filter(({ batch }) => batch !== false);
    const names = [...hearing, ...readable(tts, entry)].map(({ canonical_name }) => canonical_name);
    return [...new Set(names)].map((id) => ({ id, name: id, ownedBy: null }));
  },
});
