import { type RelayItem, relayWork } from '../../electron/gateway/relay/relay-work.ts';
import type { AnswerResult } from '../../electron/gateway/request.ts';
import { Secret } from '../../electron/lib/secret.ts';
import { connectProvider, type ProviderConnection } from '../../electron/providers/connect.ts';
import type { Vendor } from '../../electron/providers/define-vendor.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Dialect } from '../../shared/model/dialect.ts';
import type { VendorFixture } from '../fixtures/vendors/types.ts';
import { ask } from './ask.ts';
import type { Asked, Interaction, WireRequest } from './dialect.ts';
import { askedFor, dialectOf } from './prove.ts';
import { replay } from './replay.ts';
import { type Split, whole } from './splits.ts';
import { sortRecordings } from './used-recordings.ts';

export interface RelayedCase {
  title: string;
  name: string;
  dialect: Dialect;
  modelId: string;
  asked: Asked;
  interaction: Interaction;
}

const endings: readonly (readonly [string, Dialect])[] = [
  ['/chat/completions', 'openai-chat'],
  ['/completions', 'openai-completions'],
  ['/embeddings', 'openai-embeddings'],
  ['/responses', 'openai-responses'],
  ['/messages', 'anthropic-messages'],
  ['/api/chat', 'ollama-chat'],
  ['/api/embed', 'ollama-embed'],
];

const spokenIn = ({ method, url, body }: WireRequest): Dialect | undefined =>
  method === 'POST' && typeof body === 'object' && body !== null
    ? endings.find(([ending]) => new URL(url).pathname.endsWith(ending))?.[1]
    : undefined;

export async function connectTo(
  { kind }: Vendor,
  fixture: VendorFixture,
  { request, fetch }: { request: WireRequest; fetch: typeof globalThis.fetch },
): Promise<ProviderConnection> {
  const settings = fixture.settingsFor?.(request) ?? fixture.settings;
  const apiKey = fixture.apiKey === null ? null : new Secret(fixture.apiKey);
  return connectProvider(
    { kind: kind.id, name: kind.name, settings },
    { readKey: async () => ({ apiKey, credentialId: null }), way: { fetch, timeouts: {} } },
  );
}

/** All that is recorded of a vendor, or written from its documentation, in a form that it takes from others. */
export async function relayedCases(vendor: Vendor, fixture: VendorFixture): Promise<RelayedCase[]> {
  const given = [
    ...fixture.own.map((own) => ({ id: `own ${own.name}`, name: own.name, interactions: [own] })),
    ...sortRecordings(fixture).used,
  ];
  const cases: RelayedCase[] = [];
  for (const { id, name, interactions } of given) {
    for (const [at, interaction] of interactions.entries()) {
      const { request } = interaction;
      const dialect = spokenIn(request);
      if (!dialect) continue;
      const asked = askedFor(request, dialectOf(request, fixture), name, fixture);
      if (asked.service === 'models') continue;
      const { fetch } = replay([], { before: fixture.before });
      const relay = await (await connectTo(vendor, fixture, { request, fetch })).relay(dialect, asked.modelId);
      if (!relay) continue;
      cases.push({ title: `${id} ${at + 1}`, name, dialect, modelId: asked.modelId, asked, interaction });
    }
  }
  return cases;
}

const signs = /^(authorization|api-key|x-api-key|x-portkey-.*|anthropic-version|openai-.*|copilot-integration-id)$/;
const placeOf = ({ url, headers }: WireRequest) => ({
  url,
  signs: Object.fromEntries(Object.entries(headers).filter(([name]) => signs.test(name))),
});

/** Where the vendor's own package goes with the same question. */
export async function placeOfOwnCall(vendor: Vendor, fixture: VendorFixture, { asked, interaction }: RelayedCase) {
  const { request } = interaction;
  const player = replay([interaction, { ...interaction }], { before: fixture.before });
  const settings = fixture.settingsFor?.(request) ?? fixture.settings;
  const apiKey = fixture.apiKey === null ? null : new Secret(fixture.apiKey);
  await ask(vendor.connect({ settings, apiKey, fetch: player.fetch }), asked);
  const [sent] = player.sent;
  return sent && placeOf(sent);
}

export interface Relayed {
  place: ReturnType<typeof placeOf>;
  body: unknown;
  bytes: Buffer;
  result?: AnswerResult;
  error?: AppError;
  refusal: { status: number; body: Buffer } | null;
}

export async function relayThrough(
  vendor: Vendor,
  fixture: VendorFixture,
  { interaction, dialect, modelId, split = whole }: RelayedCase & { split?: Split },
): Promise<Relayed> {
  const { request } = interaction;
  // Where a token is refused, it is asked for anew, and the question a second time.
  const player = replay([interaction, { ...interaction }], { before: fixture.before, split });
  const connection = await connectTo(vendor, fixture, { request, fetch: player.fetch });
  const given = { ...(request.body as object), model: 'a public name' };
  const isStream = 'stream' in given ? given.stream === true : dialect === 'ollama-chat';
  const work = relayWork({ dialect, body: Buffer.from(JSON.stringify(given)), isStream });
  const items: RelayItem[] = [];
  const told = (rest: Pick<Relayed, 'result' | 'error'>): Relayed => {
    const [sent] = player.sent;
    if (!sent) throw new Error(`nothing was sent: ${String(rest.error)}`);
    const { refusal } = work;
    return {
      place: placeOf(sent),
      body: sent.body,
      bytes: Buffer.concat(items.map(({ bytes }) => bytes)),
      refusal,
      ...rest,
    };
  };
  const signal = new AbortController().signal;
  const patiently = async <T>(promise: PromiseLike<T>) => promise;
  const asked = { connection, modelId, changes: {}, signal, patiently };
  try {
    return told({ result: await work.run(asked, (item) => void items.push(item)) });
  } catch (thrown) {
    if (thrown instanceof AppError) return told({ error: thrown });
    throw thrown;
  }
}
