import { type ErrorBody, isErrorStatus, readErrorBody } from './error-body.ts';
import { type Fields, isObject, isText, parseJson } from './json-values.ts';
import { networkProblemOf } from './network-problems.ts';

/** What can be read off anything a vendor's transport throws, before anybody decides what it means. */
export interface ErrorFacts {
  /** HTTP status, or the one that an error inside a stream names; absent when no answer came. */
  status?: number;
  headers: Headers;
  body: ErrorBody;
  /** Node's code of a failed connection: `ECONNREFUSED`, `UND_ERR_SOCKET`, `CERT_HAS_EXPIRED`. */
  network?: string;
  /** Of the error and its causes. */
  names: readonly string[];
  /** What the packages themselves say, of the error and its causes. Never shown: it may quote an answer. */
  ownWords: readonly string[];
  /** What a package says it cannot do, before it asked anybody. */
  lacks?: string;
}

/** The error, what caused it, what caused that: vendors' packages wrap. */
export function causes(thrown: unknown): Fields[] {
  const chain: Fields[] = [];
  for (let link = thrown; isObject(link) && !chain.includes(link) && chain.length < 10; link = link['cause']) {
    chain.push(link);
  }
  return chain;
}

/**
 * The vendor's own object. The body is read before `data`, which the packages cut to what they know.
 * What is no Error came out of a stream as it was; `value` is what a package could not make sense of there.
 */
function bodyOf(link: Fields): unknown {
  const parsed = parseJson(link['responseBody']) ?? link['responseBody'];
  if (parsed !== undefined && parsed !== '') return parsed;
  if (!(link instanceof Error)) return link;
  const { data, value, error, type } = link as Fields;
  return [data, value, error].find(isObject) ?? (isText(type) ? { type } : undefined);
}

function headersOf(link: Fields): Headers | undefined {
  const given = link['headers'] ?? link['responseHeaders'];
  if (given instanceof Headers) return given;
  if (!isObject(given)) return undefined;
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) {
    if (isText(value) && /^[\w-]+$/.test(name)) headers.set(name, value.replace(/[^\x20-\x7e]/g, ' '));
  }
  return headers;
}

const isStatus = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 100 && Number(value) < 600;

/** An answer with status 200 may hold an error with a status of its own. */
function statusOf(chain: readonly Fields[], body: ErrorBody): number | undefined {
  // `statusCode` is the AI SDK's word, `status` that of errors inside a stream.
  const given = chain.flatMap((link) => [link['status'], link['statusCode']]).find(isStatus);
  return isErrorStatus(given) ? given : (body.status ?? given);
}

/** undici gives not every answer that is no HTTP a code. */
const networkCodeOf = ({ code, name }: Fields): unknown =>
  code ?? (name === 'HTTPParserError' ? 'HPE_UNKNOWN' : undefined);

export function readFacts(thrown: unknown): ErrorFacts {
  const chain = causes(thrown);
  const network = chain.map(networkCodeOf).find((code) => networkProblemOf(code) !== undefined);
  const read = chain.map(bodyOf).find((found) => found !== undefined) ?? (isText(thrown) ? thrown : undefined);
  const headers = chain.map(headersOf).find((found) => found !== undefined) ?? new Headers();
  const found = readErrorBody(read);
  // AWS names the error in a header: `ThrottlingException:http://…`.
  const [awsType] = headers.get('x-amzn-errortype')?.split(':') ?? [];
  const body = awsType ? { ...found, words: [awsType, ...found.words] } : found;
  const status = statusOf(chain, body);
  const lacks = chain.map((link) => link['functionality']).find(isText);
  return {
    headers,
    body,
    ...(status !== undefined && { status }),
    ...(isText(network) && { network }),
    names: chain.map((link) => link['name']).filter(isText),
    ownWords: chain.filter((link) => link instanceof Error).map(({ message }) => message),
    ...(lacks !== undefined && { lacks }),
  };
}
