import type { Dialect, Interaction, WireRequest, WireResponse } from './dialect.ts';
import { type Split, whole } from './splits.ts';

export interface Replay {
  fetch: typeof fetch;
  /** What was asked, in order; what `before` answered is not in it. */
  sent: WireRequest[];
  /** What was answered to each of them. */
  played: Interaction[];
}

export interface ReplayOptions {
  split?: Split;
  /** Answers what the recording does not hold: a token, a file to fetch. */
  before?: ((request: WireRequest) => Response | undefined) | undefined;
  retell?: Dialect['retell'] | undefined;
}

export const bytesOf = ({ body }: WireResponse): Uint8Array =>
  typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(Buffer.from(body.base64, 'base64'));

/** A `fetch` that plays the interactions in order, or where two requests are on their way at once, each its own. */
export function replay(
  interactions: readonly Interaction[],
  { split = whole, before, retell = (response) => response }: ReplayOptions = {},
): Replay {
  const sent: WireRequest[] = [];
  const played: Interaction[] = [];
  return {
    sent,
    played,
    async fetch(input, init) {
      const request = new Request(input, init);
      const note = await noteOf(request);
      const early = before?.(note);
      if (early) return early;
      const left = interactions.filter((one) => !played.includes(one));
      const interaction = left.find((one) => placeOf(one.request) === placeOf(note)) ?? left[0];
      sent.push(note);
      if (!interaction) throw new Error(`Nothing is recorded for ${note.method} ${note.url}, request ${sent.length}.`);
      played.push(interaction);
      const response = retell(interaction.response, note);
      const { status, headers } = response;
      return new Response(flow(split.cut(bytesOf(response)), request.signal), { status, headers: wireless(headers) });
    },
  };
}

const placeOf = ({ method, url }: WireRequest) => `${method} ${new URL(url).pathname}`;

/** The recorded body is neither packed nor of the length that was on the wire. */
const wireless = (headers: Record<string, string>) =>
  Object.entries(headers).filter(([name]) => !/^(content-encoding|content-length|transfer-encoding)$/i.test(name));

/** A chunk a pull, with a turn of the event loop in between; an abort ends it as it ends Node's own. */
export const flow = (chunks: readonly Uint8Array[], signal: AbortSignal, end: 'close' | 'hang' | 'reset' = 'close') => {
  const rest = chunks.values();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start: (controller) => signal.addEventListener('abort', () => controller.error(signal.reason), { once: true }),
      async pull(controller) {
        const { done, value } = rest.next();
        if (!done) return controller.enqueue(new Uint8Array(value));
        if (end === 'close') return controller.close();
        if (end === 'reset') return controller.error(terminated());
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      },
    },
    { highWaterMark: 0 },
  );
};

/** What undici throws when the other side hangs up in the middle. */
const terminated = () =>
  new TypeError('terminated', { cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }) });

export async function noteOf(request: Request): Promise<WireRequest> {
  const { method, url } = request;
  const headers = Object.fromEntries(request.headers);
  return { method, url, headers, body: await bodyOf(request.clone(), headers['content-type'] ?? '') };
}

async function bodyOf(request: Request, type: string): Promise<unknown> {
  if (request.body === null) return null;
  if (type.startsWith('multipart/')) return { $multipart: await fieldsOf(request) };
  const body = new Uint8Array(await request.arrayBuffer());
  const text = new TextDecoder().decode(body);
  if (type.includes('json')) return jsonOf(text);
  return type.startsWith('text/') || type.includes('urlencoded') ? text : { $binary: { bytes: body.length } };
}

/** What calls itself JSON and is none is shown as it is: `compare` says so. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function fieldsOf(request: Request): Promise<unknown[]> {
  return [...(await request.formData()).entries()].map(([name, value]) =>
    typeof value === 'string'
      ? { name, value }
      : { name, filename: value.name, contentType: value.type, bytes: value.size },
  );
}
