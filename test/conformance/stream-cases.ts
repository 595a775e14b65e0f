import type { Vendor } from '../../electron/providers/define-vendor.ts';
import type { VendorFixture } from '../fixtures/vendors/types.ts';
import type { Interaction } from './dialect.ts';
import { askedFor, type Case, dialectOf, prove } from './prove.ts';
import { bytesOf } from './replay.ts';
import type { StreamForm } from './stream-forms.ts';
import { type Answered, throughGateway, type Upstream } from './through-gateway.ts';

export interface StreamCase {
  vendor: Vendor;
  fixture: VendorFixture;
  name: string;
  exchange: Interaction;
  form: StreamForm;
  modelId: string;
}

/** The first exchange that is a stream of plain text; tool calls have other rules. */
export function findStream(vendor: Vendor, fixture: VendorFixture, cases: readonly Case[]): StreamCase | undefined {
  for (const { name, interactions } of cases) {
    for (const exchange of interactions) {
      const found = plainStream(fixture, name, exchange);
      if (found) return { vendor, fixture, name, exchange, ...found };
    }
  }
  return undefined;
}

/** Fewer leave no place to cut. */
const fewestEvents = 3;

function plainStream(fixture: VendorFixture, name: string, { request, response }: Interaction) {
  if (response.status !== 200) return undefined;
  try {
    const dialect = dialectOf(request, fixture);
    const asked = askedFor(request, dialect, name, fixture);
    if (!dialect.streamForm || asked.service !== 'language' || !asked.stream) return undefined;
    const { text = '', toolCalls = [], failsInside } = dialect.read(response, request);
    if (failsInside || toolCalls.length > 0 || text === '') return undefined;
    if (dialect.streamForm.split(bytesOf(response)).length < fewestEvents) return undefined;
    return { form: dialect.streamForm, modelId: asked.modelId };
  } catch {
    // Its own case says what is wrong with it.
    return undefined;
  }
}

const upstreamOf = (one: StreamCase, chunks: readonly Uint8Array[], end: Upstream['end'] = 'close'): Upstream => ({
  ...one,
  chunks,
  end,
});

export const eventsOf = ({ form, exchange }: StreamCase): Uint8Array[] => form.split(bytesOf(exchange.response));

/** The answer as it is when nothing is done to it. */
export const undamaged = (one: StreamCase): Promise<Answered> => throughGateway(upstreamOf(one, eventsOf(one)));

/** A stream that never closes is stopped at its first word, once by its user and once by a reader that went away. */
export async function cancelled(one: StreamCase): Promise<{ byUser: Answered; byReader: Answered }> {
  const hanging = upstreamOf(one, eventsOf(one), 'hang');
  const user = new AbortController();
  const byUser = await throughGateway(hanging, {
    signal: user.signal,
    isEnough: () => {
      user.abort();
      return false;
    },
  });
  return { byUser, byReader: await throughGateway(hanging, { isEnough: () => true }) };
}

/** What comes of the stream cut after each of its events, closed or reset, and once in the middle of one. */
export async function truncated(one: StreamCase): Promise<{ after: number; answered: Answered }[]> {
  const events = eventsOf(one);
  const step = Math.max(1, Math.floor(events.length / 12));
  const places = events.map((_, at) => at).filter((at) => at > 0 && (at % step === 0 || at > events.length - 5));
  const outcomes: { after: number; answered: Answered }[] = [];
  for (const after of places) {
    const whole = events.slice(0, after);
    const half = events[after]?.slice(0, 9) ?? new Uint8Array();
    for (const upstream of [
      upstreamOf(one, whole),
      upstreamOf(one, whole, 'reset'),
      upstreamOf(one, [...whole, half]),
    ]) {
      outcomes.push({ after, answered: await throughGateway(upstream) });
    }
  }
  return outcomes;
}

/** An event that cannot be read, between two that can. */
export function withGarbage(one: StreamCase): Promise<Answered> {
  const events = eventsOf(one);
  const middle = Math.max(1, Math.floor(events.length / 2));
  return throughGateway(upstreamOf(one, [...events.slice(0, middle), one.form.garbage, ...events.slice(middle)]));
}

/** Problems with an answer that has fields nobody knows, at every level, and keeps the line open in between. */
export async function widened({ vendor, fixture, name, exchange, form }: StreamCase): Promise<string[]> {
  const { idle = new Uint8Array() } = form;
  const body = Buffer.concat(form.split(bytesOf(exchange.response)).flatMap((event) => [idle, form.widen(event)]));
  const isText = typeof exchange.response.body === 'string';
  const response = { ...exchange.response, body: isText ? body.toString() : { base64: body.toString('base64') } };
  const { problems } = await prove(vendor, fixture, { name, interactions: [{ ...exchange, response }] });
  return problems;
}
