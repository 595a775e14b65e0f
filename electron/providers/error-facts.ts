import { networkProblemOf } from './network-problems.ts';

/** What can be read off anything a vendor's transport throws, before anybody decides what it means. */
export interface ErrorFacts {
  /** HTTP status; absent when no answer came or the error came inside a stream without one. */
  status?: number;
  code?: string;
  type?: string;
  /** The vendor's own message, never a whole body. */
  message?: string;
  /** Milliseconds the vendor asks to wait. */
  retryAfter?: number;
  /** Node's code of a failed connection: `ECONNREFUSED`, `UND_ERR_SOCKET`, `CERT_HAS_EXPIRED`. */
  network?: string;
  /** Of the error and its causes. */
  names: readonly string[];
  /** What the packages themselves say, of the error and its causes. Never shown: it may quote an answer. */
  ownWords: readonly string[];
}

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The error, what caused it, what caused that: vendors' packages wrap. */
export function causes(thrown: unknown): Fields[] {
  const chain: Fields[] = [];
  for (let link = thrown; isObject(link) && !chain.includes(link) && chain.length < 10; link = link['cause']) {
    chain.push(link);
  }
  return chain;
}

function parse(text: unknown): unknown {
  if (!isText(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `{error: {message, type, code}}`, `{error: "…"}`, `{message, type, code}`, `{detail: "…"}`: all are out there. */
function readBody(body: unknown): Pick<ErrorFacts, 'code' | 'type' | 'message'> {
  if (!isObject(body)) return {};
  const { error } = body;
  if (isText(error)) return { message: error };
  const { code, type, message, detail } = isObject(error) ? error : body;
  const words = [message, detail].find(isText);
  return {
    ...(isText(code) && { code }),
    ...(isText(type) && { type }),
    ...(words !== undefined && { message: words }),
  };
}

const isStatus = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 100 && Number(value) < 600;

const header = (headers: unknown, name: string): string | undefined => {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const value = isObject(headers) ? headers[name] : undefined;
  return isText(value) ? value : undefined;
};

/** `retry-after-ms`, or `retry-after` in seconds or as a date. */
function readRetryAfter(headers: unknown, now: number): number | undefined {
  const exact = Number(header(headers, 'retry-after-ms') ?? Number.NaN);
  if (exact >= 0) return Math.ceil(exact);
  const given = header(headers, 'retry-after');
  if (given === undefined) return undefined;
  const wait = Number.isFinite(Number(given)) ? Number(given) * 1000 : Date.parse(given) - now;
  return wait >= 0 ? Math.ceil(wait) : undefined;
}

export function readFacts(thrown: unknown, now: number): ErrorFacts {
  const chain = causes(thrown);
  const [outer] = chain;
  if (!outer) return { names: [], ownWords: [], ...(isText(thrown) && { message: thrown }) };
  const network = chain.map((link) => link['code']).find((code) => networkProblemOf(code) !== undefined);
  // `status` is the openai package's word, `statusCode` the AI SDK's; some vendors put a number into `code`.
  const status = [outer['status'], outer['statusCode'], outer['code']].find(isStatus);
  const retryAfter = readRetryAfter(outer['headers'] ?? outer['responseHeaders'], now);
  const isBodyParsed = isObject(outer['error']);
  const body = readBody(outer['data'] ?? parse(outer['responseBody']) ?? (isBodyParsed ? outer['error'] : undefined));
  // What is no Error came out of a stream as it was: it is the vendor's own object.
  const own = outer instanceof Error ? {} : readBody(outer);
  return {
    ...own,
    ...body,
    ...(status !== undefined && { status }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(isText(network) && { network }),
    names: chain.map((link) => link['name']).filter(isText),
    ownWords: chain.filter((link) => link instanceof Error).map(({ message }) => message),
  };
}
