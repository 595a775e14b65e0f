import { z } from 'zod';
import type { Voice } from '../../../../shared/model/extras.ts';
import { getJson, readable } from '../asking/get-json.ts';

export interface GoogleSpeechReach {
  /** Where it answers: `https://texttospeech.googleapis.com`. */
  address: string;
  fetch: typeof fetch;
}

export interface GoogleVoice extends Voice {
  /** The kind of model that speaks with it: `Chirp3-HD`, `Neural2`. */
  family: string;
}

const answer = z.looseObject({ voices: z.array(z.unknown()).default([]) });
const entry = z.looseObject({
  name: z.string().min(1),
  languageCodes: z.array(z.string()).default([]),
  ssmlGender: z.string().nullish(),
});

/** `Neural2` of `en-US-Neural2-A`; null for those of Gemini, whose names are names. */
const familyOf = (name: string): string | null => /^[a-z]{2,3}-[\w]+-(.+)-[^-]+$/.exec(name)?.[1] ?? null;

/** https://cloud.google.com/text-to-speech/docs/reference/rest/v1/voices/list */
export async function listGoogleVoices(
  { address, fetch }: GoogleSpeechReach,
  { signal, language }: { signal: AbortSignal; language?: string },
): Promise<GoogleVoice[]> {
  const query = language === undefined ? '' : `?${new URLSearchParams({ languageCode: language }).toString()}`;
  const { voices } = await getJson({ url: `${address}/v1/voices${query}`, answer, fetch, signal });
  return readable(voices, entry).flatMap(({ name, languageCodes, ssmlGender }) => {
    const family = familyOf(name);
    if (family === null) return [];
    const gender = ssmlGender?.toLowerCase();
    return {
      id: name,
      name,
      languages: languageCodes,
      labels: [...(gender ? [gender] : []), family],
      previewUrl: null,
      family,
    };
  });
}
