import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Question } from '../gateway/request.ts';

type Wishes = Pick<Question, 'conversation' | 'tags' | 'requirements'> & { cacheFor?: number };

const textOf = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[`x-switchyard-${name}`];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
};

/** What a program may wish of routing, beside what its dialect has words for. */
export function readWishes(headers: IncomingHttpHeaders): Wishes {
  const conversation = textOf(headers, 'conversation');
  const tags = textOf(headers, 'tags');
  const isLocalOnly = isTrue(headers, 'local-only');
  const cacheFor = textOf(headers, 'cache-for');
  return {
    ...(conversation !== undefined && { conversation }),
    ...(tags !== undefined && { tags: tags.split(',').map((tag) => tag.trim()) }),
    ...(isLocalOnly && { requirements: { isLocalOnly } }),
    ...(cacheFor !== undefined && { cacheFor: secondsOf(cacheFor) }),
  };
}

/** What is written in any other way is refused: nobody may think that a request stays here and have it leave. */
function isTrue(headers: IncomingHttpHeaders, name: string): boolean {
  const text = textOf(headers, name)?.toLowerCase() ?? 'false';
  if (text === 'true' || text === 'false') return text === 'true';
  throw new AppError('VALIDATION_FAILED', `x-switchyard-${name} is true or false, not "${text.slice(0, 40)}".`, {
    details: { param: `x-switchyard-${name}` },
  });
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= 31_536_000) return seconds;
  throw new AppError(
    'VALIDATION_FAILED',
    `x-switchyard-cache-for is a number of seconds, not "${text.slice(0, 40)}".`,
    {
      details: { param: 'x-switchyard-cache-for' },
    },
  );
}
