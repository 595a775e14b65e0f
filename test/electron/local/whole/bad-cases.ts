import { expect } from 'vitest';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../../../shared/errors/codes.ts';
import { ask, type ModelHost } from './setup.ts';

/** What came of one case: a typed error, or an answer. */
export interface Outcome {
  code: ErrorCode | 'answers';
  message: string;
  details: Readonly<Record<string, unknown>>;
}

export type Expected = Pick<Outcome, 'code'> & Partial<Pick<Outcome, 'details'>>;

/** What to do, or what would have been right. */
const remedies =
  /\b(?:again|allow|another|cannot be held to|change|characters|check|choose|correct|download|fetch|go from|leave|look|must be|put|send|shorten|start|take|turn|unpack|update|would fit|write)\b/i;

/** Cases that must end in a typed error with a remedy, in the same host, which listens on; and a table of them. */
export function createCases(host: () => ModelHost) {
  const { pid } = process;
  const table: (Pick<Outcome, 'code' | 'message'> & { case: string })[] = [];

  return {
    /** What came of it: an error has a remedy, and no harm was done. */
    async tryCase(name: string, work: () => Promise<unknown>): Promise<Outcome> {
      const outcome = await outcomeOf(work);
      table.push({ case: name, code: outcome.code, message: outcome.message });
      if (outcome.code !== 'answers') expect(outcome.message).toMatch(remedies);
      expect(process.pid).toBe(pid);
      expect(await host().client.call('app.info', {})).toMatchObject({ version: '0.0.0-test' });
      return outcome;
    },
    /** As a person asks: what the answer failed with is thrown. */
    async askIn(modelName: string, text = 'hello'): Promise<string> {
      const { failure, text: answer } = await ask(host().client, modelName, text);
      if (failure) throw AppError.from(failure);
      return answer;
    },
    print(): void {
      console.table(
        table.map(({ case: name, code, message }) => ({ case: name, code, message: message.slice(0, 100) })),
      );
      console.info(`process id ${pid} before, ${process.pid} after`);
    },
  };
}

/** What the work failed with; an error that is none of ours is thrown. */
async function outcomeOf(work: () => Promise<unknown>): Promise<Outcome> {
  try {
    await work();
    return { code: 'answers', message: '', details: {} };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, message, details = {} } = error;
    return { code, message, details };
  }
}

const interval = 10;

/** The longest time that nothing else got its turn while the work was done, in ms. */
export async function longestGap(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last - interval);
    last = now;
  };
  const timer = setInterval(look, interval);
  try {
    await work();
  } finally {
    clearInterval(timer);
    look();
  }
  return longest;
}
