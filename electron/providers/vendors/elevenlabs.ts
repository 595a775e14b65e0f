import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson, getPages, readable } from '../forms/asking/get-json.ts';
import { requireKey } from '../forms/settings/require-key.ts';
import { withStreaming } from '../forms/speech/streamed-speech.ts';
import { type BalanceReader, entryOf } from '../services/balance.ts';
import type { VoiceList } from '../services/voices.ts';

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

const headersOf = ({ apiKey }: Connection<object>) => ({ 'xi-api-key': requireKey('ElevenLabs', apiKey) });

const subscription = z.looseObject({
  tier: z.string().nullish(),
  character_count: z.int().nonnegative(),
  character_limit: z.int().nonnegative(),
  next_character_count_reset_unix: z.int().nonnegative().nullish(),
});

/** https://elevenlabs.io/docs/api-reference/user/subscription/get */
const balance = (connection: Connection<object>): BalanceReader => ({
  async read(signal) {
    const { fetch } = connection;
    const url = `${address}/v1/user/subscription`;
    const {
      tier: name = null,
      character_count: used,
      character_limit: limit,
      next_character_count_reset_unix: resets,
    } = await getJson({ url, headers: headersOf(connection), answer: subscription, fetch, signal });
    const resetsAt = resets ? resets * 1000 : null;
    return [entryOf({ what: 'plan', name, unit: 'characters', used, limit, left: limit - used, resetsAt })];
  },
});

const page = z.looseObject({
  voices: z.array(z.unknown()),
  has_more: z.boolean().nullish(),
  next_page_token: z.string().nullish(),
});
const words = z.record(z.string(), z.unknown()).nullish();
const listedVoice = z.looseObject({
  voice_id: z.string().min(1),
  name: z.string(),
  category: z.string().nullish(),
  labels: words,
  preview_url: z
    .url({ protocol: /^https$/ })
    .nullish()
    .catch(null),
  verified_languages: z.array(z.looseObject({ language: z.string(), locale: z.string().nullish() })).nullish(),
});

/** https://elevenlabs.io/docs/api-reference/voices/search */
const voices = (connection: Connection<object>): VoiceList => ({
  async list(signal) {
    const { fetch } = connection;
    const pages = await getPages(
      (token) => {
        const query = new URLSearchParams({ page_size: '100', ...(token && { next_page_token: token }) });
        const url = `${address}/v2/voices?${query.toString()}`;
        return getJson({ url, headers: headersOf(connection), answer: page, fetch, signal });
      },
      ({ has_more, next_page_token }) => (has_more ? next_page_token : null),
    );
    const listed = readable(
      pages.flatMap((one) => one.voices),
      listedVoice,
    );
    return listed.map(({ voice_id: id, name, category, labels, preview_url: previewUrl, verified_languages }) => {
      const { language, ...rest } = labels ?? {};
      const verified = verified_languages?.map((one) => one.locale ?? one.language) ?? [];
      const languages = verified.length > 0 ? verified : typeof language === 'string' ? [language] : [];
      return {
        id,
        name,
        languages: [...new Set(languages)],
        labels: [category, ...Object.values(rest)].filter(
          (label): label is string => typeof label === 'string' && label !== '',
        ),
        previewUrl: previewUrl ?? null,
      };
    });
  },
});

/** https://elevenlabs.io/docs/api-reference/text-to-speech/stream */
function piecewise(url: URL): URL {
  const address = new URL(url);
  address.pathname += '/stream';
  return address;
}

export const elevenlabs = defineVendor({
  id: 'elevenlabs',
  name: 'ElevenLabs',
  keyPage: 'https://elevenlabs.io/app/settings/api-keys',
  needsKey: 'required',
  environment: ['ELEVENLABS_API_KEY', 'XI_API_KEY'],
  settings: z.object({}),
  baseUrl: () => address,
  models: {
    speech: withStreaming(async (connection, id) => (await client(connection)).speech(id), piecewise),
    transcription: async (connection, id) => (await client(connection)).transcription(id),
    /** Its models are the agents; no list names them. */
    realtime: async (connection, id) => {
      const { elevenLabsRealtime } = await import('../realtime/agent-calls.ts');
      const { fetch, openSocket } = connection;
      const headers = headersOf(connection);
      return elevenLabsRealtime(id, { provider: 'elevenlabs', baseUrl: address, headers, fetch, openSocket });
    },
  },
  extras: { balance, voices },
  /** https://elevenlabs.io/docs/api-reference/models/list: models for transcription are in no list. */
  async listModels(connection, signal) {
    const { fetch } = connection;
    const headers = headersOf(connection);
    const answer = await getJson({ url: `${address}/v1/models`, headers, answer: z.array(z.unknown()), fetch, signal });
    return readable(answer, entry)
      .filter((model) => model.can_do_text_to_speech)
      .map(({ model_id: id, name }) => ({ id, name: name || id, ownedBy: null }));
  },
});
