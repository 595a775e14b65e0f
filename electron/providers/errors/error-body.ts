import { type FilterReason, filterReasonOf, readFilterResults, worstOf } from './content-filters.ts';
import { readDuration } from './durations.ts';
import { type Fields, isObject, isText, parseJson } from './json-values.ts';

/** What a vendor's own error object says, whatever its form. */
export interface ErrorBody {
  /** Words for machines, the innermost first: `insufficient_quota`, `RESOURCE_EXHAUSTED`, `ThrottlingException`. */
  words: readonly string[];
  /** Sentences for people, the best first; never a whole body. */
  messages: readonly string[];
  /** An HTTP status that stands in the body. */
  status?: number;
  /** Which of the request's fields is meant. */
  param?: string;
  /** Milliseconds to wait. */
  wait?: number;
  /** What a filter turned the request down for. */
  filter?: FilterReason;
}

export const isErrorStatus = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 400 && Number(value) < 600;

/** Where errors put what is wrong inside themselves; the outer object comes after it. */
const nests = [
  'error',
  'detail',
  'details',
  'errors',
  'innererror',
  'message',
  'response',
  'data',
  'content_filters',
] as const;
const deepest = 5;
/** A list of fifty invalid fields says no more than its beginning. */
const widest = 5;

/** The error object and all that lies in it, innermost first. */
function layersOf(value: unknown, depth = 0): Fields[] {
  if (depth > deepest) return [];
  if (Array.isArray(value)) return value.slice(0, widest).flatMap((item) => layersOf(item, depth + 1));
  if (!isObject(value)) return [];
  const inner = nests.flatMap((name) => layersOf(value[name], depth + 1));
  // A gateway quotes its upstream's answer as a text.
  const metadata = value['metadata'];
  const quoted = isObject(metadata) ? layersOf(parseJson(metadata['raw']), depth + 1) : [];
  return [...inner, ...quoted, value];
}

const wordFields = [
  'reason',
  'code',
  'type',
  'status',
  'error_type',
  'error_code',
  'err_code',
  '__type',
  'category',
  'name',
] as const;
const messageFields = ['message', 'Message', 'msg', 'err_msg', 'error', 'detail', 'details', 'errors'] as const;

/** What a gateway puts above the words of its upstream. */
const saysNothing = /^provider returned error\.?$/i;

/** A text, or a list of texts. */
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.slice(0, widest) : [value]).filter(isText);

export function readErrorBody(body: unknown): ErrorBody {
  if (isText(body)) return { words: [], messages: plainText(body) };
  const layers = layersOf(body);
  const pick = (names: readonly string[]) => layers.flatMap((layer) => names.map((name) => layer[name]));
  // Only the outer object's own message is told where it has one: what lies deeper is often a part of it.
  const messages = layers.toReversed().flatMap((layer) => messageFields.flatMap((name) => textsOf(layer[name])));
  const status = pick(['status_code', 'statusCode', 'status', 'code']).map(numberOf).find(isErrorStatus);
  const param = pick(['param']).find((value) => isText(value) && /^[\w.[\]-]{1,64}$/.test(value));
  const wait = pick(['retryDelay', 'estimated_time', 'retry_after']).map(readWait).find(Number.isFinite);
  const filters = pick(['content_filter_result', 'content_filter_results']).map(readFilterResults);
  const filter = filterReasonOf(filters.reduce(worstOf, {}));
  return {
    // AWS in full: `com.amazon.coral.service#ExpiredTokenException`.
    words: pick(wordFields)
      .filter(isText)
      .map((word) => word.replace(/^.*#/, '')),
    messages: [...new Set(messages)].filter((text) => !saysNothing.test(text)),
    ...(status !== undefined && { status }),
    ...(isText(param) && { param }),
    ...(wait !== undefined && { wait }),
    ...(filter && { filter }),
  };
}

const numberOf = (value: unknown): unknown => (isText(value) && /^[45]\d\d$/.test(value) ? Number(value) : value);

/** `34.07s` of google.rpc.RetryInfo, or a number of seconds. */
function readWait(value: unknown): number | undefined {
  const wait = typeof value === 'number' ? value * 1000 : isText(value) ? readDuration(value) : undefined;
  return wait !== undefined && wait >= 0 ? Math.ceil(wait) : undefined;
}

/** The first line of an answer that is no JSON; a web page says nothing. */
function plainText(body: string): string[] {
  const [line = ''] = body.trim().split('\n');
  return line === '' || line.startsWith('<') ? [] : [line];
}
