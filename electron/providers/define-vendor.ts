import type { LanguageModelV4 } from '@ai-sdk/provider';
import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import type { ProviderKind } from '../../shared/model/provider.ts';
import type { Secret } from '../lib/secret.ts';

/** How a vendor is reached, as one of its instances is set up. */
interface Connection<Settings> {
  settings: Settings;
  apiKey: Secret | null;
  fetch: typeof fetch;
}

/** A model as its vendor lists it. */
export interface ListedModel {
  id: string;
  name: string;
  ownedBy: string | null;
}

/** What a vendor's file says about it. Its functions see their own settings, typed and parsed. */
export interface VendorSpec<Schema extends z.ZodObject> {
  id: string;
  name: string;
  /** Where a key is made; null for software that runs on the user's own machines. */
  keyPage: string | null;
  needsKey: ProviderKind['needsKey'];
  /** The form is drawn from it: every field has a title and a description. */
  settings: Schema;
  baseUrl(settings: z.output<Schema>): string;
  languageModel(connection: Connection<z.output<Schema>>, modelId: string): Promise<LanguageModelV4>;
  listModels(connection: Connection<z.output<Schema>>, signal: AbortSignal): Promise<ListedModel[]>;
}

/** A way to one instance of a vendor; the settings are closed in, so nobody outside needs their type. */
export interface VendorConnection {
  /** Host name and port, for messages. */
  host: string;
  languageModel(modelId: string): Promise<LanguageModelV4>;
  listModels(signal: AbortSignal): Promise<ListedModel[]>;
}

export interface Vendor {
  kind: ProviderKind;
  /** The settings as they are to be kept; VALIDATION_FAILED names the field in `details.param`. */
  parseSettings(settings: unknown): Record<string, unknown>;
  connect(options: Connection<unknown>): VendorConnection;
}

/** A word for what is wrong with a setting, which the window has in every language; the message is English. */
function reasonOf(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'custom') {
    const reason: unknown = issue.params?.['reason'];
    return typeof reason === 'string' ? reason : undefined;
  }
  if (issue.code === 'invalid_type' || issue.code === 'too_small') return 'required';
  return issue.code === 'too_big' ? 'too-long' : undefined;
}

export function defineVendor<Schema extends z.ZodObject>(spec: VendorSpec<Schema>): Vendor {
  const { id, name, keyPage, needsKey } = spec;

  const parseSettings = (settings: unknown): z.output<Schema> => {
    const parsed = spec.settings.safeParse(settings);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const param = issue?.path.join('.');
    const reason = issue && reasonOf(issue);
    throw new AppError('VALIDATION_FAILED', issue?.message ?? `The settings of ${name} are not complete.`, {
      ...(param && { details: { param, ...(reason !== undefined && { reason }) } }),
    });
  };

  return {
    kind: { id, name, keyPage, needsKey, settingsSchema: z.toJSONSchema(spec.settings, { io: 'input' }) },
    parseSettings,
    connect({ settings, ...rest }) {
      const connection = { ...rest, settings: parseSettings(settings) };
      return {
        host: new URL(spec.baseUrl(connection.settings)).host,
        languageModel: (modelId) => spec.languageModel(connection, modelId),
        listModels: (signal) => spec.listModels(connection, signal),
      };
    },
  };
}
