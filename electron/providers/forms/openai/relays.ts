import type { Dialect } from '../../../../shared/model/dialect.ts';
import type { Connection } from '../../define-vendor.ts';
import type { RelayFactories, RelayLine } from '../../relay-line.ts';
import { requireKey } from '../settings/require-key.ts';

/** Where they stand below the base URL, at OpenAI and at all who copied them. */
const paths = {
  'openai-chat': '/chat/completions',
  'openai-completions': '/completions',
  'openai-embeddings': '/embeddings',
  'openai-responses': '/responses',
} satisfies Partial<Record<Dialect, string>>;

export type OpenAiDialect = keyof typeof paths;

export const openAiPath = (dialect: OpenAiDialect): string => paths[dialect];

interface Reach extends Omit<RelayLine, 'url'> {
  baseUrl: string;
}

type ReachOf<Settings> = (connection: Connection<Settings>) => Reach | Promise<Reach>;

interface RelayOptions<Settings> {
  reach: ReachOf<Settings>;
  /** Default: every model in all of them. */
  takes?(dialect: OpenAiDialect, modelId: string, settings: Settings): boolean;
}

export function openAiRelays<Settings>(
  dialects: readonly OpenAiDialect[],
  { reach, takes = () => true }: RelayOptions<Settings>,
): RelayFactories<Settings> {
  const relayOf = (dialect: OpenAiDialect) => async (connection: Connection<Settings>, modelId: string) => {
    if (!takes(dialect, modelId, connection.settings)) return null;
    const { baseUrl, ...line } = await reach(connection);
    return { ...line, url: `${baseUrl}${paths[dialect]}` };
  };
  return Object.fromEntries(dialects.map((dialect) => [dialect, relayOf(dialect)]));
}

/** Of a vendor with one address, which wants a key. */
export const keyed =
  (name: string) =>
  ({ settings, apiKey }: Connection<{ baseUrl: string }>): Reach => ({
    baseUrl: settings.baseUrl,
    headers: { Authorization: `Bearer ${requireKey(name, apiKey)}` },
  });
