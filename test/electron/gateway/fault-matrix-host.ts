import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { onTestFinished } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import type { LocalService } from '../../../electron/local/local.ts';
import { addOpenAiDoor } from '../../../electron/server/openai/door.ts';
import type { ProviderId, RequestId } from '../../../shared/model/ids.ts';
import { localProviderId } from '../../../shared/model/local-provider.ts';
import type { TypedNetwork } from '../../../shared/model/network-settings.ts';
import { type Act, answers, openFaultyUpstream, type Visit } from '../../helpers/faulty-upstream.ts';
import { type Answer, vectorOf } from '../../helpers/faulty-wire.ts';
import type { Pair } from '../providers/network/certificates.ts';
import { freePort } from '../providers/network/servers.ts';
import { type Backup, type Fault, type Giver, type ModeName, modes } from './fault-matrix.ts';
import { openRoutedGateway } from './routed-gateway.ts';

/** What a client saw of an answer. */
export interface Seen {
  status: number;
  /** `torn`: neither an end nor an error. */
  end: 'whole' | 'error' | 'torn';
  code: string | null;
  text: string;
  requestId: RequestId;
}

const secondKey = 'sk-second-0123456789abcdef';
const inputTokens: Readonly<Record<Exclude<Giver, 'local'>, number>> = { one: 11, key: 12, two: 13 };

const giverOf = ({ who, key }: Visit): keyof typeof inputTokens =>
  who.endsWith('-two') ? 'two' : key === secondKey ? 'key' : 'one';
export const answerOf = (giver: keyof typeof inputTokens): Answer => ({
  words: Array.from({ length: 40 }, (_, index) => `${giver}-${index + 1} `),
  inputTokens: inputTokens[giver],
});

/** Short where it is to be used up, and otherwise no measure of how busy the machine is. */
const patienceFor = ({ isSlow }: Fault): TypedNetwork => {
  const timeout = isSlow ? 2500 : 60_000;
  return { firstTokenTimeout: timeout, betweenTokensTimeout: timeout, maxRetries: 0 };
};
const tryingAgain: TypedNetwork = { maxRetries: 1, retryBase: 1, retryCap: 100, retryJitter: false };

/** The gateway behind the real door, and upstreams of which one is faulty. */
export async function openFaultyHost(fault: Fault, local: LocalService, stranger: Pair) {
  const host = await openRoutedGateway([], { local });
  const app = fastify({ forceCloseConnections: true, genReqId: () => newId() });
  addOpenAiDoor(app, { gateway: host.gateway, log: host.log.log });
  await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  const door = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/v1`;

  const actOn = (visit: Visit, visits: readonly Visit[]): Act => {
    const isAgain = visit.who.startsWith('next-try') && visits.filter(({ who }) => who === visit.who).length > 1;
    return giverOf(visit) !== 'one' || isAgain || typeof fault.act === 'string' ? answers : fault.act;
  };
  const upstream = await openFaultyUpstream({ act: actOn, answerOf: (visit) => answerOf(giverOf(visit)) });
  const secure =
    fault.act === 'stranger’s certificate'
      ? await openFaultyUpstream({ act: () => answers, answerOf: () => answerOf('one'), certificate: stranger })
      : null;
  const faultyUrl = fault.act === 'nobody listens' ? `http://127.0.0.1:${await freePort()}` : (secure ?? upstream).url;

  async function addProvider(who: string, options: { url: string; network: TypedNetwork; isRelayed: boolean }) {
    const { id } = await host.providers.create({
      kind: options.isRelayed ? 'openai-compatible' : 'anthropic-compatible',
      name: who.endsWith('-two') ? 'two' : 'one',
      settings: { baseUrl: `${options.url}/${who}/v1` },
      network: options.network,
    });
    await host.providers.addKey(id, { label: 'first', apiKey: 'sk-first-0123456789abcdef' });
    return id;
  }

  /** An alias over the faulty one and what stands behind it. */
  async function open(modeName: ModeName, backup: Backup): Promise<string> {
    const { isRelayed } = modes[modeName];
    const name = `${backup} ${modeName}`.replaceAll(/[ ,]+/g, '-');
    const network = { ...patienceFor(fault), ...(backup === 'next try' && tryingAgain) };
    const one = await addProvider(`${name}-one`, { url: faultyUrl, network, isRelayed });
    if (backup === 'next key') await host.providers.addKey(one, { label: 'second', apiKey: secondKey });
    const targets = [{ providerId: one, modelId: 'fault' }];
    const add = (providerId: ProviderId, modelId: string): void => void targets.push({ providerId, modelId });
    if (backup === 'next instance')
      add(await addProvider(`${name}-two`, { url: upstream.url, network: { maxRetries: 0 }, isRelayed }), 'fault');
    if (backup === 'local model') add(localProviderId, modeName === 'embeddings' ? 'vectors' : 'talker');
    host.alias(name, targets);
    return name;
  }

  async function ask(name: string, modeName: ModeName): Promise<Seen> {
    const { path, isStream } = modes[modeName];
    const content =
      path === '/embeddings'
        ? { input: 'hello' }
        : { messages: [{ role: 'user', content: 'hello' }], stream: isStream };
    const response = await fetch(`${door}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: name, ...content }),
    });
    const requestId = response.headers.get('x-switchyard-request-id') as RequestId;
    const body = await response.text().catch(() => null);
    const read = response.headers.get('content-type')?.startsWith('text/event-stream') ? readStream : readWhole;
    return { status: response.status, requestId, ...read(body) };
  }

  const asked = (name: string) => {
    const own = upstream.visits.filter(({ who }) => who === `${name}-one` || who === `${name}-two`).map(giverOf);
    const count = (giver: Giver): number => own.filter((one) => one === giver).length;
    return { one: count('one'), key: count('key'), two: count('two') };
  };
  return { ...host, upstream, secure, open, ask, asked };
}

type Read = Pick<Seen, 'end' | 'code' | 'text'>;
interface Body {
  error?: { code: string | null };
  choices?: { delta?: { content?: string }; message?: { content?: string } }[];
  data?: { embedding: number[] }[];
}

const torn = (text: string): Read => ({ end: 'torn', code: null, text });

function readWhole(body: string | null): Read {
  if (body === null) return torn('');
  const { error, choices = [], data = [] } = JSON.parse(body) as Body;
  if (error) return { end: 'error', code: error.code, text: '' };
  const text = data[0] ? JSON.stringify(data[0].embedding) : choices[0]?.message?.content;
  return text === undefined ? torn(body) : { end: 'whole', code: null, text };
}

/** As programs read it: what cannot be read is passed over, and without an end it is no answer. */
function readStream(body: string | null): Read {
  let text = '';
  for (const line of (body ?? '').split('\n\n').filter((event) => event.startsWith('data: '))) {
    if (line === 'data: [DONE]') return { end: 'whole', code: null, text };
    const { error, choices } = parsed(line.slice(6));
    if (error) return { end: 'error', code: error.code, text };
    text += choices?.[0]?.delta?.content ?? '';
  }
  return torn(text);
}

function parsed(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return {};
  }
}

/** The words that belong to what was expected. */
export function textOf(giver: Giver, count: number | null, modeName: ModeName): string | null {
  // The local model's own vectors: only that there are some.
  if (giver === 'local') return null;
  const answer = answerOf(giver);
  return modeName === 'embeddings' ? JSON.stringify(vectorOf(answer)) : answer.words.slice(0, count ?? 40).join('');
}
