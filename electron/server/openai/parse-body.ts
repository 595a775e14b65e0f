import type { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';

/** Deeper than any schema or argument that means something, and far from where a stack ends. */
const deepest = 200;

type Path = readonly PropertyKey[];

/** A request's body in its form. Throws VALIDATION_FAILED with the field as this dialect names it. */
export function parseBody<Body extends Record<string, unknown>>(schema: z.ZodType<Body>, body: unknown): Body {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new AppError('VALIDATION_FAILED', 'The body is not a JSON object. Send one with a model in it.');
  }
  for (const [name, value] of Object.entries(body)) {
    if (isDeeper(value, deepest)) {
      throw invalid(name.slice(0, 100), `it is nested more than ${deepest} levels deep. Make it flatter.`);
    }
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const { path, message } = issue ? deepestOf(issue) : { path: [], message: 'it is not what is expected here' };
  const param = nameOf(path);
  if (valueAt(body, path) === undefined) {
    throw new AppError('VALIDATION_FAILED', `"${param}" is missing. Add it.`, { details: { param } });
  }
  throw invalid(param, `${message.replace(/^Invalid input: /, '')}. Correct it.`);
}

export const invalid = (param: string, why: string): AppError =>
  new AppError('VALIDATION_FAILED', `"${param}" cannot be taken: ${why}`, { details: { param } });

/** `messages[2].content` */
const nameOf = (path: Path): string =>
  path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${String(step)}`))
    .join('');

type Issue = z.core.$ZodIssue;

/** Of several forms, the one that was meant is the one that fits furthest. */
function deepestOf(issue: Issue): { path: Path; message: string } {
  let found: { path: Path; message: string } = { path: issue.path, message: issue.message };
  if (issue.code !== 'invalid_union') return found;
  for (const [first] of issue.errors) {
    if (!first) continue;
    const { path, message } = deepestOf(first);
    if (path.length > 0 && issue.path.length + path.length > found.path.length) {
      found = { path: [...issue.path, ...path], message };
    }
  }
  return found;
}

function valueAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<PropertyKey, unknown>)[step];
  }
  return found;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
