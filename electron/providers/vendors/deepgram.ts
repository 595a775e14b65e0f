import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson, readable } from '../forms/asking/get-json.ts';
import { amount } from '../forms/extras/nano.ts';
import { requireKey } from '../forms/settings/require-key.ts';
import { withStreaming } from '../forms/speech/streamed-speech.ts';
import { type BalanceReader, entryOf } from '../services/balance.ts';
import type { VoiceList } from '../services/voices.ts';

// Its package knows no other address.
const address = 'https://api.deepgram.com';

async function client({ apiKey, fetch }: Connection<object>) {
  const { createDeepgram } = await import('@ai-sdk/deepgram');
  return createDeepgram({ apiKey: requireKey('Deepgram', apiKey), fetch });
}

const list = z.looseObject({ stt: z.array(z.unknown()).default([]), tts: z.array(z.unknown()).default([]) });
const entry = z.looseObject({ canonical_name: z.string().min(1), batch: z.boolean().nullish() });

const ask = <Answer>(
  path: string,
  { answer, connection, signal }: { answer: z.ZodType<Answer>; connection: Connection<object>; signal: AbortSignal },
): Promise<Answer> => {
  const { apiKey, fetch } = connection;
  const headers = { Authorization: `Token ${requireKey('Deepgram', apiKey)}` };
  return getJson({ url: `${address}/v1/${path}`, headers, answer, fetch, signal });
};

const projects = z.looseObject({ projects: z.array(z.looseObject({ project_id: z.string(), name: z.string() })) });
const balances = z.looseObject({ balances: z.array(z.unknown()).default([]) });
const oneBalance = z.looseObject({ amount, units: z.string().nullish() });

/** https://developers.deepgram.com/reference/manage/billing/list */
const balance = (connection: Connection<object>): BalanceReader => ({
  async read(signal) {
    const { projects: all } = await ask('projects', { answer: projects, connection, signal });
    const entries = all.map(async ({ project_id, name }) => {
      const path = `projects/${encodeURIComponent(project_id)}/balances`;
      const answer = await ask(path, { answer: balances, connection, signal });
      return readable(answer.balances, oneBalance).map(({ amount: left, units }) => {
        const unit = units?.toLowerCase().startsWith('hour') ? 'nano-hours' : 'nano-usd';
        return entryOf({ what: 'project', name, unit, left });
      });
    });
    return (await Promise.all(entries)).flat();
  },
});

const spoken = z.looseObject({
  canonical_name: z.string().min(1),
  name: z.string().nullish(),
  languages: z.array(z.string()).default([]),
  metadata: z
    .looseObject({
      display_name: z.string().nullish(),
      accent: z.string().nullish(),
      age: z.string().nullish(),
      sample: z
        .url({ protocol: /^https$/ })
        .nullish()
        .catch(null),
      tags: z.array(z.string()).nullish(),
    })
    .nullish(),
});

/** Every model for speech is one voice. */
const voices = (connection: Connection<object>): VoiceList => ({
  async list(signal) {
    const { tts } = await ask('models', { answer: list, connection, signal });
    return readable(tts, spoken).map(({ canonical_name: id, name, languages, metadata }) => ({
      id,
      name: metadata?.display_name || name || id,
      languages,
      labels: [metadata?.accent, metadata?.age, ...(metadata?.tags ?? [])].filter((label) => typeof label === 'string'),
      previewUrl: metadata?.sample ?? null,
    }));
  },
});

export const deepgram = defineVendor({
  id: 'deepgram',
  name: 'Deepgram',
  keyPage: 'https://console.deepgram.com/',
  needsKey: 'required',
  environment: ['DEEPGRAM_API_KEY'],
  settings: z.object({}),
  baseUrl: () => address,
  models: {
    speech: withStreaming(
      async (connection, id) => (await client(connection)).speech(id),
      (url) => url,
    ),
    transcription: async (connection, id) => (await client(connection)).transcription(id),
    realtime: async ({ apiKey, openSocket }, id) => {
      const { deepgramRealtime } = await import('../realtime/deepgram-talk.ts');
      const headers = { Authorization: `Token ${requireKey('Deepgram', apiKey)}` };
      return deepgramRealtime(id, { provider: 'deepgram', baseUrl: address, headers, openSocket });
    },
  },
  extras: { balance, voices },
  /** https://developers.deepgram.com/reference/manage/models/list: a model comes once for every language. */
  async listModels(connection, signal) {
    const { stt, tts } = await ask('models', { answer: list, connection, signal });
    const hearing = readable(stt, entry).filter(({ batch }) => batch !== false);
    const names = [...hearing, ...readable(tts, entry)].map(({ canonical_name }) => canonical_name);
    return [...new Set(names)].map((id) => ({ id, name: id, ownedBy: null }));
  },
});
