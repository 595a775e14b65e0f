import { readAwsKeyPair } from '../auth/aws-credentials.ts';
import { awsFetch } from '../auth/aws-fetch.ts';
import { awsSignIn } from '../auth/aws-sign-in.ts';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { pollySpeech } from '../forms/aws/polly-speech.ts';
import { listPollyVoices, type PollyReach } from '../forms/aws/polly-voices.ts';
import { type AwsSettings, awsHost, awsSettings } from '../forms/aws/settings.ts';
import { transcribe } from '../forms/aws/transcribe.ts';

const name = 'Amazon Polly and Transcribe';

const polly = (region: string): string => `https://${awsHost('polly', region)}`;

async function reachPolly(connection: Connection<AwsSettings>): Promise<PollyReach> {
  const { region } = connection.settings;
  const signIn = await awsSignIn(name, connection);
  return { address: polly(region), fetch: awsFetch(signIn, { service: 'polly', region }, connection.fetch) };
}

/** https://docs.aws.amazon.com/polly/latest/dg/voice-engines-polly.html */
const engineNames: ReadonlyMap<string, string> = new Map([
  ['standard', 'Polly Standard'],
  ['neural', 'Polly Neural'],
  ['long-form', 'Polly Long-Form'],
  ['generative', 'Polly Generative'],
]);

export const amazonSpeech = defineVendor({
  id: 'amazon-speech',
  name,
  keyPage: 'https://console.aws.amazon.com/iam/home#/security_credentials',
  needsKey: 'optional',
  environment: [],
  readKey(text) {
    readAwsKeyPair(text);
    return text;
  },
  settings: awsSettings,
  baseUrl: ({ region }) => polly(region),
  models: {
    speech: async (connection, id) => pollySpeech(id, await reachPolly(connection)),
    async transcription(connection, id) {
      const { region } = connection.settings;
      return transcribe(id, {
        address: `wss://${awsHost('transcribestreaming', region)}:8443`,
        scope: { service: 'transcribe', region },
        signIn: await awsSignIn(name, connection),
        openSocket: connection.openSocket,
      });
    },
  },
  extras: {
    voices: (connection) => ({ list: async (signal) => listPollyVoices(await reachPolly(connection), signal) }),
  },
  /** There is no list of engines; the voices say which of them a region has. */
  async listModels(connection, signal) {
    const voices = await listPollyVoices(await reachPolly(connection), signal);
    const engines = new Set(voices.flatMap((voice) => voice.engines));
    return [
      ...[...engines].map((id) => ({ id, name: engineNames.get(id) ?? id, ownedBy: null })),
      { id: 'transcribe', name: 'Transcribe', ownedBy: null },
    ];
  },
});
