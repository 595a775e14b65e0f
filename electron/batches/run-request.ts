import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors/app-error.ts';
import type { BatchEndpoint } from '../../shared/model/batch.ts';
import type { RequestId } from '../../shared/model/ids.ts';
import { newId } from '../lib/id.ts';
import { within } from '../lib/within.ts';
import type { BatchLine, BatchOutcome } from '../store/batch-requests.ts';
import { noteAsked } from './asked-lines.ts';
import { insist } from './insist.ts';
import { parseLine } from './lines.ts';
import { answered, brokenOff, failed, thrown } from './outcome.ts';
import type { BatchQuestion } from './ports.ts';
import type { Run, RunPorts } from './run.ts';

/**
 * Takes the next request of a batch to its end. That it is asked is on disk before it is, and its answer before it
 * counts; what a closing host leaves in between is found at the next start.
 */
export async function runRequest(run: Run, isClosed: () => boolean, ports: RunPorts): Promise<void> {
  const { batch, inFlight } = run;
  const { store, log, closing, retryPause: pause, folderOf } = ports;
  const surely = <T>(work: () => T): Promise<T> => insist(work, { signal: closing, log, pause });
  const controller = new AbortController();
  inFlight.add(controller);
  try {
    const next = await surely(() => takeNext(run, ports));
    if (!next) return;
    const place = { batchId: batch.id, line: next.line, customId: next.customId };
    const settle = (outcome: BatchOutcome) =>
      surely(() => store.batchRequests.settle(batch.id, next.line, outcome)).then(() => ports.onChange(batch.id));

    const read = await readBody(join(folderOf(batch.id), 'input.jsonl'), next).catch((error: unknown) => {
      log.error({ err: error, batchId: batch.id, line: next.line }, 'a request of a batch cannot be read');
    });
    if (run.stop || isClosed()) return;
    if (!read) {
      return await settle(failed(place, 'input_unreadable', 'The input file of the batch was changed or deleted.'));
    }
    const requestId = newId<RequestId>();
    if (!(await surely(() => store.batchRequests.ask(batch.id, next.line, requestId)))) return;
    if (run.stop || isClosed()) return store.batchRequests.putBack(batch.id, [next.line]);
    await surely(() => noteAsked(folderOf(batch.id), next.line));
    const { isLocalOnly, tags } = batch;
    const outcome = await askOne({ ...read, requestId, isLocalOnly, tags }, controller.signal, ports).then(
      (answer) => answered(place, answer),
      (error: unknown) => {
        // Not known how it ended: the next start says what becomes of it.
        if (closing.aborted) return undefined;
        if (controller.signal.aborted && run.stop) return brokenOff(place, run.stop.why);
        if (!(error instanceof AppError)) log.error({ err: error, batchId: batch.id }, 'a request of a batch failed');
        return thrown(place, error);
      },
    );
    if (outcome) await settle(outcome);
  } finally {
    inFlight.delete(controller);
  }
}

type Read = { url: BatchEndpoint; body: unknown };

function takeNext(run: Run, { store }: RunPorts): BatchLine | undefined {
  const next = store.batchRequests.next(run.batch.id, run.cursor);
  if (next) run.cursor = next.line;
  return next;
}

async function askOne(question: Omit<BatchQuestion, 'signal'>, signal: AbortSignal, { ask, closing }: RunPorts) {
  const ended = AbortSignal.any([signal, closing]);
  return within(ask({ ...question, signal: ended }), { signal: ended });
}

async function readBody(path: string, { start, length, customId }: BatchLine): Promise<Read> {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    await file.read(bytes, 0, length, start);
    const { custom_id: id, url, body } = parseLine(bytes) as { custom_id: string; url: BatchEndpoint; body: unknown };
    if (id !== customId) throw new Error('another request stands there');
    return { url, body };
  } finally {
    await file.close();
  }
}
