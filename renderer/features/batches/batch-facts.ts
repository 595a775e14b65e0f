import type { Catalogue } from '../../../shared/i18n/index.ts';
import type { Batch, BatchFile, BatchProblem, BatchStatus } from '../../../shared/model/batch.ts';
import type { BadgeTone } from '../../components/Badge.tsx';
import type { I18n } from '../../lib/i18n.ts';

type ShownStatus = BatchStatus | 'paused' | 'ready';

export function shownStatus(batch: Batch): ShownStatus {
  if (isReady(batch)) return 'ready';
  return canPause(batch) && batch.isPaused ? 'paused' : batch.status;
}

export const statusTones: Record<ShownStatus, BadgeTone> = {
  validating: 'neutral',
  in_progress: 'accent',
  finalizing: 'accent',
  cancelling: 'warning',
  completed: 'success',
  failed: 'danger',
  expired: 'warning',
  cancelled: 'neutral',
  paused: 'warning',
  ready: 'accent',
};

const usualChoices = [1, 2, 4, 8, 16, 32, 64];

/** Those that are offered; what a program chose is among them. */
export const concurrencyChoices = (chosen: number): number[] =>
  [...new Set([...usualChoices, chosen])].toSorted((a, b) => a - b);

export const hasEnded = ({ endedAt }: Batch): boolean => endedAt !== null;
/** Its file is there and good; somebody has to say who asks its requests. */
export const isReady = ({ status, inputSize }: Batch): boolean => status === 'validating' && inputSize !== null;
/** A provider pauses for nobody. */
export const canPause = ({ status, remote }: Batch): boolean => status === 'in_progress' && remote === null;
export const canBeStopped = ({ status }: Batch): boolean => status === 'validating' || status === 'in_progress';

/** How much of it is through, 0 to 1; null before its file is read. */
export function shareDone(batch: Batch): number | null {
  const { total } = batch.counts;
  const { completed, failed } = progressOf(batch);
  return total === 0 ? null : Math.min(1, (completed + failed) / total);
}

/** While it is at its provider, what that says: results come at the end. */
function progressOf({ counts, remote, endedAt }: Batch): { completed: number; failed: number } {
  if (endedAt !== null || remote === null) return counts;
  return {
    completed: Math.max(counts.completed, remote.completed),
    failed: Math.max(counts.failed, remote.failed),
  };
}

/** "312 of 1,000 requests", "4 failed", "at OpenAI, 50% cheaper", "made 2 minutes ago". */
export function factsOf(batch: Batch, now: number, { t, format }: I18n): string[] {
  const words = t.batches;
  const { counts, native, remote, createdAt, endedAt } = batch;
  const { completed, failed } = progressOf(batch);
  const [done, total] = [format.number(completed + failed), format.number(counts.total)];
  const isBegun = !isReady(batch);
  return [
    ...(counts.total > 0 ? [isBegun ? words.counts(done, total) : words.requests(total)] : []),
    ...(failed > 0 ? [words.failedCount(format.number(failed))] : []),
    ...(native && remote ? [words.atProvider(native.providerName, format.percent(native.discount))] : []),
    endedAt === null ? words.made(format.ago(createdAt, now)) : words.ended(format.ago(endedAt, now)),
  ];
}

export function problemWords(
  { code, line, param, message }: Omit<BatchProblem, 'message'> & { message?: string },
  { t, format }: { t: Pick<Catalogue, 'batches'>; format: Pick<I18n['format'], 'number'> },
): { where: string; what: string } {
  const words = t.batches;
  if (code === 'provider_refused' && message) {
    return { where: line === null ? words.provider : words.line(format.number(line)), what: message };
  }
  const isOfField = code === 'missing_required_parameter' || code === 'invalid_value';
  return {
    where: line === null ? words.wholeFile : words.line(format.number(line)),
    what: isOfField && param !== null ? words.param(words.problems[code], param) : words.problems[code],
  };
}

/** `questions.jsonl` is saved as `questions.results.jsonl`. */
export function fileName(name: string, file: BatchFile): string {
  const base = name.replace(/\.(jsonl|ndjson|json)$/i, '');
  const ends: Record<BatchFile, string> = { input: '', output: '.results', errors: '.errors' };
  return `${base}${ends[file]}.jsonl`;
}
