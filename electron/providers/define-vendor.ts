import type {
  EmbeddingModelV4,
  ImageModelV4,
  LanguageModelV4,
  RerankingModelV4,
  SpeechModelV4,
  TranscriptionModelV4,
} from '@ai-sdk/provider';
import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import type { ModelDetails } from '../../shared/model/catalogue.ts';
import type { ProviderKind, Service } from '../../shared/model/provider.ts';
import type { Secret } from '../lib/secret.ts';
import { parseSettings } from './forms/parse-settings.ts';
import { requireFinish } from './forms/require-finish.ts';
import type { ModerationModel } from './services/moderation.ts';
import type { RealtimeModel } from './services/realtime.ts';

/** How a vendor is reached, as one of its instances is set up. */
export interface Connection<Settings> {
  settings: Settings;
  apiKey: Secret | null;
  fetch: typeof fetch;
}

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
  speech: SpeechModelV4;
  transcription: TranscriptionModelV4;
  realtime: RealtimeModel;
  reranking: RerankingModelV4;
  moderation: ModerationModel;
}

type ModelFactories<Settings> = {
  [Name in Service]?: (connection: Connection<Settings>, modelId: string) => Promise<ServiceModels[Name]>;
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
  baseUrl(settings: z.output<Schema>): string;
  /** One for each service that it has. */
  models: ModelFactories<z.output<Schema>>;
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
  listModels(signal: AbortSignal): Promise<ListedModel[]>;
}

export interface Vendor {
  kind: ProviderKind;
  /** The key as it is to be kept; VALIDATION_FAILED says what is wrong with it. */
  readKey(text: string): string;
  /** The settings as they are to be kept; VALIDATION_FAILED names the field in `details.param`. */
  parseSettings(settings: unknown): Record<string, unknown>;
  /** Where its API begins with these settings. */
  baseUrl(settings: unknown): string;
  connect(options: Connection<unknown>): VendorConnection;
}

export function defineVendor<Schema extends z.ZodObject>(spec: VendorSpec<Schema>): Vendor {
  const { id, name, keyPage, needsKey, environment, keyPattern, readKey = plainKey } = spec;
  let schema: ProviderKind['settingsSchema'] | undefined;
  const { language } = spec.models;
  const models: typeof spec.models = {
    ...spec.models,
    ...(language && { language: async (...asked) => requireFinish(await language(...asked)) }),
  };
  const services = Object.keys(models) as Service[];
  const parse = (settings: unknown): z.output<Schema> => parseSettings(name, spec.settings, settings);

  return {
    kind: {
      id,
      name,
      keyPage,
      needsKey,
      services,
      environment: [...environment],
      keyPattern: keyPattern?.source ?? null,
      // Made when somebody looks: all of them together take longer than the rest of their files.
      get settingsSchema() {
        schema ??= z.toJSONSchema(spec.settings, { io: 'input' });
        return schema;
      },
    },
    readKey,
    parseSettings: parse,
    baseUrl: (settings) => spec.baseUrl(parse(settings)),
    connect({ settings, ...rest }) {
      const connection = { ...rest, settings: parse(settings) };
      return {
        host: new URL(spec.baseUrl(connection.settings)).host,
        provesKey: spec.isListOpen !== true,
        async model(service, modelId) {
          const create = models[service];
          if (create) return create(connection, modelId);
          const words = `${name} has no models for ${service}. Choose one of another provider.`;
          throw new AppError('MODEL_LACKS_CAPABILITY', words, { details: { capability: service, model: modelId } });
        },
        listModels: async (signal) => (await spec.listModels?.(connection, signal)) ?? [],
      };
    },
  };
}

/** What cannot stand in an HTTP header would fail much later, with words nobody understands. */
function plainKey(text: string): string {
  if (/^[\x21-\x7e]+$/.test(text)) return text;
  throw new AppError(
    'VALIDATION_FAILED',
    'The key holds spaces, line breaks or letters that no API key has. Copy it once more, without anything around it.',
    { details: { param: 'apiKey', reason: 'key-letters' } },
  );
}
