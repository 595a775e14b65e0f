import { AppError } from '../../shared/errors/app-error.ts';
import { Secret } from './secret.ts';

const hidden = '***';

/** Names whose text is never logged. Their numbers are (`firstToken`), and so are ids and counts (`secretId`). */
const secretName = /key|token|secret|password|passphrase|authorization|cookie/i;
const harmlessName = /(?:Id|Ids|Count|At)$/;
const isSecretName = (name: string): boolean => secretName.test(name) && !harmlessName.test(name);

const keyShapes: readonly (readonly [shape: RegExp, replacement: string])[] = [
  [/\b((?:sk|pk|rk|sy|gsk|xai|hf|ghp|gho|ghs|pplx|nvapi|github_pat)[-_])[A-Za-z0-9_-]{8,}/g, `$1${hidden}`],
  [/\bAIza[A-Za-z0-9_-]{20,}/g, hidden],
  [/\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, hidden],
  [/\b(Bearer|Basic) +[A-Za-z0-9._~+/=-]+/gi, `$1 ${hidden}`],
  [/\b((?:[a-z]+[-_])?(?:key|token|secret|password|passphrase))=[^\s&"'\\]+/gi, `$1=${hidden}`],
];

/** Takes whatever looks like a key out of a text. */
export function redactText(text: string): string {
  let redacted = text;
  for (const [shape, replacement] of keyShapes) redacted = redacted.replace(shape, replacement);
  return redacted;
}

const namedText = /"([^"\\]+)":"(?:[^"\\]|\\.)+"/g;

/** The same over a finished line of JSON, which stays JSON; by name too, for what a child logger was given. */
export const redactLine = (line: string): string =>
  redactText(line.replace(namedText, (field, name: string) => (isSecretName(name) ? `"${name}":"${hidden}"` : field)));

/** Deeper than this a log line is not read by anybody; it also ends circles. */
const deepest = 8;

/** A copy fit for the log: secrets and what is named like one hidden, errors as data with their causes. */
export function redactValue(value: unknown, depth = 0): unknown {
  if (value instanceof Secret) return hidden;
  if (value instanceof Error) return describeError(value, depth);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '[…]';
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  if (value instanceof Date || ArrayBuffer.isView(value)) return value instanceof Date ? value : '[bytes]';
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      isSecretName(name) && (typeof item === 'string' || typeof item === 'object') && item !== null
        ? hidden
        : redactValue(item, depth + 1),
    ]),
  );
}

function describeError(error: Error, depth: number): unknown {
  if (depth >= deepest) return '[…]';
  // Only these: vendor errors carry request and answer bodies among their fields.
  const { name, message, stack, cause } = error;
  const { code } = error as { code?: unknown };
  return {
    type: name,
    message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(error instanceof AppError && error.details ? { details: redactValue(error.details, depth + 1) } : {}),
    stack,
    ...(cause === undefined ? {} : { cause: redactValue(cause, depth + 1) }),
  };
}
