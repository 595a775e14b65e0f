import type {
  EmbeddingModelV4,
  ImageModelV4,
  LanguageModelV4,
  RerankingModelV4,
  TranscriptionModelV4,
} from '@ai-sdk/provider';
import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import type { ModelDetails } from '../../shared/model/catalogue.ts';
import type { Dialect } from '../../shared/model/dialect.ts';
import type { Extra } from '../../shared/model/extras.ts';
import type { ProviderKind, Service } from '../../shared/model/provider.ts';
import type { Secret } from '../lib/secret.ts';
import { requireFinish } from './forms/mends/require-finish.ts';
import { parseSettings } from './forms/settings/parse.ts';
import { withTranslation } from './forms/speech/audio-translation.ts';
import type { Send } from './network/send.ts';
import { sendByFetch } from './network/send-by-fetch.ts';
import type { OpenSocket } from './network/web-socket.ts';
import { compatibleChat } from './parameters/forms/compatible-chat.ts';
import type { ParameterForm, ParameterForms } from './parameters/rules.ts';
import type { Relay, RelayFactories } from './relay-line.ts';
import type { Extras } from './services/extras.ts';
import type { LoadReader } from './services/load.ts';
import type { ModerationModel } from './services/moderation.ts';
import type { RealtimeModel } from './services/realtime.ts';
import type { StreamingSpeechModel } from './services/streamed-speech.ts';
import type { DeviceSignIn } from './sign-in/device-sign-in.ts';

/** How a vendor is reached, as one of its instances is set up. */
export interface Connection<Settings> {
  settings: Settings;
  apiKey: Secret | null;
  fetch: typeof fetch;
  openSocket: OpenSocket;
}

/** The line for messages is left out where recorded answers stand in for the network. */
export type ConnectionGiven = Omit<Connection<unknown>, 'openSocket'> & {
  openSocket?: OpenSocket | undefined;
  /** What relays ask by. Default: it is made from fetch. */
  send?: Send | undefined;
};

/** A model as its vendor lists it. */
export interface ListedModel {
  id: string;
  name: string;
  ownedBy: string | null;
  /** What its list says about it, besides. */
  details?: ModelDetails;
}

/** What each service of a vendor is asked through. */
export interface ServiceModels {
  language: LanguageModelV4;
  embedding: EmbeddingModelV4;
  image: ImageModelV4;
  speech: StreamingSpeechModel;
  transcription: TranscriptionModelV4;
  realtime: RealtimeModel;
  reranking: RerankingModelV4;
  moderation: ModerationModel;
}

type ModelFactories<Settings> = {
  [Name in Service]?: (connection: Connection<Settings>, modelId: string) => Promise<ServiceModels[Name]>;
};

type ExtraFactories<Settings> = {
  [Name in Extra]?: (connection: Connection<Settings>) => Extras[Name];
};

/** What a vendor's file says about it. Its functions see their own settings, typed and parsed. */
export interface VendorSpec<Schema extends z.ZodObject> {
  id: string;
  name: string;
  /** Where a key is made; null for software that runs on the user's own machines. */
  keyPage: string | null;
  needsKey: ProviderKind['needsKey'];
  /** Variables of the environment that usually hold a key of it, the most usual first. */
  environment: readonly string[];
  /** How its keys look, where they look like no other vendor's: a pasted key names its vendor. */
  keyPattern?: RegExp;
  /** The key as it is to be kept; throws what is wrong with it. Default: one line without spaces. */
  readKey?(text: string): string;
  /** The form is drawn from it: every field has a title and a description. */
  settings: Schema;
  /** Gets a key by a code that a person types at the vendor's page. Default: keys are pasted. */
  signIn?(connection: Connection<z.output<Schema>>): Promise<DeviceSignIn>;
  baseUrl(settings: z.output<Schema>): string;
  /** One for each service that it has. */
  models: ModelFactories<z.output<Schema>>;
  /** Its transcription models also put what they hear into English, at OpenAI's address for it. */
  translatesAudio?: true;
  /** What becomes of a request's parameters. Default: what those who copied OpenAI's chat copied. */
  parameters?: ParameterForms<z.output<Schema>>;
  /** What it can do besides answering. Default: nothing. */
  extras?: ExtraFactories<z.output<Schema>>;
  /** Forms of others that it understands as they are. Default: none. */
  relays?: RelayFactories<z.output<Schema>>;
  /** It tells how much it has to do. Default: nobody knows. */
  load?(connection: Connection<z.output<Schema>>): LoadReader;
  /** Its list is open to everybody: that it was given says nothing about the key. */
  isListOpen?: true;
  /** Absent: it has no list to ask for. */
  listModels?(connection: Connection<z.output<Schema>>, signal: AbortSignal): Promise<ListedModel[]>;
}

/** A way to one instance of a vendor; the settings are closed in, so nobody outside needs their type. */
export interface VendorConnection {
  /** Host name and port, for messages. */
  host: string;
  /** Whether the list of models proves that the key is good. */
  provesKey: boolean;
  model<Name extends Service>(service: Name, modelId: string): Promise<ServiceModels[Name]>;
  /** What becomes of the parameters of a request to this model. */
  parameters(modelId: string): ParameterForm;
  /** MODEL_LACKS_CAPABILITY where the vendor has none of it. */
  extra<Name extends Extra>(name: Name): Extras[Name];
  /** Null where this model is not asked in that form. */
  relay(dialect: Dialect, modelId: string): Promise<Relay | null>;
  listModels(signal: AbortSignal): Promise<ListedModel[]>;
  /** Absent: it does not tell how much it has to do. */
  load?(): LoadReader;
}

export interface Vendor {
  kind: ProviderKind;
  /** For the table of docs/parameters.md: all that its models may be asked by; none where it has no language models. */
  parameters: readonly ParameterForm[];
  /** The key as it is to be kept; VALIDATION_FAILED says what is wrong with it. */
  readKey(text: string): string;
  /** The settings as they are to be kept; VALIDATION_FAILED names the field in `details.param`. */
  parseSettings(settings: unknown): Record<string, unknown>;
  /** Where its API begins with these settings. */
  baseUrl(settings: unknown): string;
  connect(options: ConnectionGiven): VendorConnection;
  /** Null where keys are pasted. */
  signIn: ((options: ConnectionGiven) => Promise<DeviceSignIn>) | null;
}

export function defineVendor<Schema extends z.ZodObject>(spec: VendorSpec<Schema>): Vendor {
  const { id, name, keyPage, needsKey, environment, keyPattern, readKey = plainKey, signIn } = spec;
  let schema: ProviderKind['settingsSchema'] | undefined;
  const { load } = spec;
  const { language, transcription } = spec.models;
  const models: typeof spec.models = {
    ...spec.models,
    ...(language && { language: async (...asked) => requireFinish(await language(...asked)) }),
    ...(transcription && { transcription: withTranslation(transcription, spec.translatesAudio === true) }),
  };
  const services = Object.keys(models) as Service[];
  const extras: ExtraFactories<z.output<Schema>> = spec.extras ?? {};
  const parameters: ParameterForms<z.output<Schema>> = spec.parameters ?? compatibleChat;
  /** Stored settings are the same object with every request. */
  const parsed = new WeakMap<object, z.output<Schema>>();
  const parse = (settings: unknown): z.output<Schema> => {
    const known = typeof settings === 'object' && settings !== null ? parsed.get(settings) : undefined;
    if (known) return known;
    const made = parseSettings(name, spec.settings, settings);
    if (typeof settings === 'object' && settings !== null) parsed.set(settings, made);
    return made;
  };

  return {
    kind: {
      id,
      name,
      keyPage,
      needsKey,
      services,
      signsIn: signIn !== undefined,
      extras: Object.keys(extras) as Extra[],
      environment: [...environment],
      keyPattern: keyPattern?.source ?? null,
      // Made when somebody looks: all of them together take longer than the rest of their files.
      get settingsSchema() {
        schema ??= z.toJSONSchema(spec.settings, { io: 'input' });
        return schema;
      },
    },
    parameters: language ? formsOf(parameters) : [],
    readKey,
    parseSettings: parse,
    baseUrl: (settings) => spec.baseUrl(parse(settings)),
    signIn: signIn
      ? async ({ settings, openSocket = noSocket, ...rest }) =>
          signIn({ ...rest, openSocket, settings: parse(settings) })
      : null,
    connect({ settings, openSocket = noSocket, send, ...rest }) {
      const connection = { ...rest, openSocket, settings: parse(settings) };
      return {
        host: new URL(spec.baseUrl(connection.settings)).host,
        provesKey: spec.isListOpen !== true,
        async model(service, modelId) {
          const create = models[service];
          if (create) return create(connection, modelId);
          const words = `${name} has no models for ${service}. Choose one of another provider.`;
          throw new AppError('MODEL_LACKS_CAPABILITY', words, { details: { capability: service, model: modelId } });
        },
        parameters: (modelId) => ('of' in parameters ? parameters.of(connection.settings, modelId) : parameters),
        extra(asked) {
          const open = extras[asked];
          if (open) return open(connection);
          const words = `${name} has no call for this (${asked}). Choose another provider.`;
          throw new AppError('MODEL_LACKS_CAPABILITY', words, { details: { capability: asked } });
        },
        async relay(dialect, modelId) {
          const line = await spec.relays?.[dialect]?.(connection, modelId);
          if (!line) return null;
          const { fetch, ...reach } = line;
          return { ...reach, send: fetch ? sendByFetch(fetch) : (send ?? sendByFetch(connection.fetch)) };
        },
        listModels: async (signal) => (await spec.listModels?.(connection, signal)) ?? [],
        ...(load && { load: () => load(connection) }),
      };
    },
  };
}

const formsOf = <Settings>(parameters: ParameterForms<Settings>): readonly ParameterForm[] =>
  'of' in parameters ? parameters.forms : [parameters];

const noSocket: OpenSocket = async () => {
  throw new AppError('PROVIDER_UNREACHABLE', 'There is no network here to talk over. Give one to the connection.');
};

/** What cannot stand in an HTTP header would fail much later, with words nobody understands. */
function plainKey(text: string): string {
  if (/^[\x21-\x7e]+$/.test(text)) return text;
  throw new AppError(
    'VALIDATION_FAILED',
    'The key holds spaces, line breaks or letters that no API key has. Copy it once more, without anything around it.',
    { details: { param: 'apiKey', reason: 'key-letters' } },
  );
}
