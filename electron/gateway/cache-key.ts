import { createHash } from 'node:crypto';

/** All that an answer hangs on. */
export interface Question {
  /** The kind of work: `language`, `embedding`, … */
  service: string;
  /** The form the answer is written in. */
  dialect: string;
  /** Who is asked: the name of an alias, or a provider and its model. */
  asked: string;
  /** As it came in: messages, parameters and what nobody here knows. */
  body: unknown;
}

/** What of a body says how or for whom it is answered, and nothing about the answer. */
const besides = new Set([
  // `asked` says more.
  'model',
  'stream',
  'user',
  'safety_identifier',
  'metadata',
  'prompt_cache_key',
  'prompt_cache_retention',
]);

/** The same for what must have the same answer, and for nothing else. */
export function cacheKeyOf({ service, dialect, asked, body }: Question): string {
  const told = isObject(body) ? Object.fromEntries(Object.entries(body).filter(([name]) => !besides.has(name))) : body;
  return createHash('sha256')
    .update(canonicalJson([service, dialect, asked, told]))
    .digest('hex');
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One text for all orders in which the members of an object may stand. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
