import { z } from 'zod';
import { createEvents, type Events } from '../../electron/api/events.ts';
import { createRouter, type Handlers, type Router } from '../../electron/api/router.ts';
import type { Log } from '../../electron/lib/log.ts';
import { call, event, stream } from '../../shared/contract/define.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { silentLog } from './test-store.ts';

const nothing = z.object({});
const number = z.object({ number: z.int() });

/** As small as it can be, and yet with everything a transport must carry. */
export const testContract = {
  'test.echo': call({
    summary: 'Gives back what it got',
    method: 'POST',
    path: '/echo',
    input: z.object({ text: z.string().min(1), times: z.int().default(1) }),
    output: z.object({ text: z.string() }),
  }),
  'test.find': call({
    summary: 'Its input has other types than text, and comes from path and query',
    method: 'GET',
    path: '/items/{id}',
    input: z.object({ id: z.int(), deep: z.boolean().default(false), tag: z.array(z.string()).default([]) }),
    output: z.object({ id: z.int(), deep: z.boolean(), tag: z.array(z.string()) }),
  }),
  'test.fail': call({
    summary: 'Fails, in the way asked for',
    method: 'POST',
    path: '/fail',
    input: z.object({ how: z.enum(['typed', 'unknown', 'leaky']) }),
    output: nothing,
  }),
  'test.hang': call({
    summary: 'Ends when the caller is gone',
    method: 'POST',
    path: '/hang',
    input: nothing,
    output: nothing,
  }),
  'test.count': stream({
    summary: 'Counts',
    method: 'GET',
    path: '/count/{to}',
    input: z.object({ to: z.int().positive() }),
    delta: number,
    end: z.object({ total: z.int() }),
  }),
  'test.break': stream({
    summary: 'Breaks after two',
    method: 'GET',
    path: '/break',
    input: nothing,
    delta: number,
    end: nothing,
  }),
  'test.wait': stream({
    summary: 'Says one thing and then nothing',
    method: 'GET',
    path: '/wait',
    input: nothing,
    delta: number,
    end: nothing,
  }),
  'test.silent': stream({
    summary: 'Says nothing at all',
    method: 'GET',
    path: '/silent',
    input: nothing,
    delta: number,
    end: nothing,
  }),
  'test.happened': event({ summary: 'Something happened', data: z.object({ note: z.string() }) }),
} as const;
export type TestContract = typeof testContract;

export interface TestHost {
  router: Router<TestContract>;
  events: Events<TestContract>;
  /** What handlers saw happen to their caller, e.g. `test.wait aborted`. */
  seen: string[];
}

export function createTestHost(log: Log = silentLog): TestHost {
  const seen: string[] = [];
  const events = createEvents<TestContract>();
  const whenAborted = (name: string, signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        seen.push(`${name} aborted`);
        reject(new Error('aborted'));
      });
    });
  const handlers: Handlers<TestContract> = {
    'test.echo': ({ text, times }) => ({ text: text.repeat(times) }),
    'test.find': (input) => input,
    'test.fail': ({ how }) => {
      if (how === 'typed') throw new AppError('CONFLICT', 'Two of a kind.', { details: { param: 'how' } });
      if (how === 'unknown') throw new TypeError('secret path /home/someone');
      return { secret: 'not in the contract' } as object as Record<string, never>;
    },
    'test.hang': (_input, { signal }) => {
      seen.push('test.hang began');
      return whenAborted('test.hang', signal);
    },
    async *'test.count'({ to }) {
      for (let number = 1; number <= to; number++) yield { number };
      return { total: to };
    },
    async *'test.break'() {
      yield { number: 1 };
      yield { number: 2 };
      throw new AppError('PROVIDER_UNHEALTHY', 'The upstream went away.');
    },
    async *'test.silent'(_input, { signal }) {
      seen.push('test.silent began');
      yield await whenAborted('test.silent', signal);
      return {};
    },
    async *'test.wait'(_input, { signal }) {
      const aborted = whenAborted('test.wait', signal);
      yield { number: 1 };
      return await aborted;
    },
  };
  return { router: createRouter(testContract, handlers, { log, events }), events, seen };
}
