import { googleSignIn } from '../auth/google-token.ts';
import { withToken } from '../auth/refused-token.ts';
import { readServiceAccount } from '../auth/service-account.ts';
import { defineVendor } from '../define-vendor.ts';
import { type GoogleReach, googleSettings, signedInProject } from '../forms/google/project.ts';
import { googleRecognition } from '../forms/google/recognition.ts';
import { googleSpeech } from '../forms/google/speech.ts';
import { type GoogleSpeechReach, listGoogleVoices } from '../forms/google/voices.ts';

const name = 'Google Cloud Speech';

/** Speech is made in fewer places than it is heard: https://cloud.google.com/text-to-speech/docs/endpoints */
function speechAddress(location: string): string {
  const place = /^(us|europe|eu)(-|$)/.exec(location)?.[1];
  return `https://${place ? `${place === 'us' ? 'us' : 'eu'}-` : ''}texttospeech.googleapis.com`;
}

/** https://cloud.google.com/speech-to-text/v2/docs/reference/rest */
const recognizerOf = (project: string, location: string): string =>
  `https://${location === 'global' ? '' : `${location}-`}speech.googleapis.com/v2/projects/${encodeURIComponent(project)}/locations/${location}/recognizers/_`;

/** Who signs in as a person names the project that pays; a service account has one. */
function signed({ settings: { project }, apiKey, fetch }: GoogleReach): typeof globalThis.fetch {
  const asked = withToken(fetch, googleSignIn(apiKey, fetch));
  if (apiKey || project === undefined) return asked;
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('x-goog-user-project', project);
    return asked(input, { ...init, headers });
  };
}

const reachSpeech = (connection: GoogleReach): GoogleSpeechReach => ({
  address: speechAddress(connection.settings.location),
  fetch: signed(connection),
});

/** Both are in no list of Google's. */
const gemini = ['gemini-2.5-flash-tts', 'gemini-2.5-pro-tts'];
const hearing = ['chirp_3', 'chirp_2', 'long', 'short', 'telephony'];

export const googleCloud = defineVendor({
  id: 'google-cloud',
  name,
  keyPage: 'https://console.cloud.google.com/iam-admin/serviceaccounts',
  needsKey: 'optional',
  environment: [],
  readKey: (text) => JSON.stringify(readServiceAccount(text)),
  settings: googleSettings,
  baseUrl: ({ location }) => speechAddress(location),
  models: {
    speech: async (connection, id) => googleSpeech(id, reachSpeech(connection)),
    async transcription(connection, id) {
      const { project, location } = signedInProject(name, connection);
      return googleRecognition(id, { recognizer: recognizerOf(project, location), fetch: signed(connection) });
    },
  },
  extras: {
    voices: (connection) => ({ list: (signal) => listGoogleVoices(reachSpeech(connection), { signal }) }),
  },
  /** A voice is a model and a way to speak: the models are what its names have in common. */
  async listModels(connection, signal) {
    const voices = await listGoogleVoices(reachSpeech(connection), { signal });
    const families = [...new Set(voices.map(({ family }) => family))].toSorted();
    return [
      ...families.map((family) => ({ id: family.toLowerCase(), name: family, ownedBy: null })),
      ...[...gemini, ...hearing].map((id) => ({ id, name: id, ownedBy: null })),
    ];
  },
});
