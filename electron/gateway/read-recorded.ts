import type { RecordedRequest } from '../../shared/model/simulation.ts';
import type { PageOfRecorded, Requests } from '../store/requests.ts';

/** Read together: a few ms' worth. */
const piece = 25;

interface ReadOptions {
  requests: Pick<Requests, 'recorded'>;
  /** UTC ms. */
  since: number;
  most: number;
  pause(): Promise<void>;
}

/** What is kept of the newest requests, oldest first, and how much is not among it. */
export async function readRecorded({ requests, since, most, pause }: ReadOptions) {
  const recorded: RecordedRequest[] = [];
  let before: PageOfRecorded['before'] = null;
  let count = 0;
  while (count < most) {
    await pause();
    const page = requests.recorded({ since, before, most: Math.min(piece, most - count) });
    recorded.push(...page.requests);
    count += page.count;
    if (page.end === null) break;
    before = page.end;
  }
  const isCut = count === most && requests.recorded({ since, before, most: 1 }).count > 0;
  return { recorded: recorded.toReversed(), isCut, notKept: count - recorded.length };
}
