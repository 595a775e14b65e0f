import type { Catalogue } from '../../../shared/i18n/index.ts';
import type { Batch, BatchFile, BatchProblem, BatchStatus } from '../../../shared/model/batch.ts';
import type { BadgeTone } from '../../components/Badge.tsx';
import type { I18n } from '../../lib/i18n.ts';

type ShownStatus = BatchStatus | 'paused';

export const shownStatus = ({ status, isPaused }: Batch): ShownStatus =>
  status === 'in_progress' && isPaused ? 'paused' : status;

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
};

const usualChoices = [1, 2, 4, 8, 16, 32, 64];

/** Those that are offered; what a program chose is among them. */
export const concurrencyChoices = (chosen: number): number[] =>
  [...new Set([...usualChoices, chosen])].toSorted((a, b) => a - b);

export const hasEnded = ({ endedAt }: Batch): boolean => endedAt !== null;
export const canPause = ({ status }: Batch): boolean => status === 'in_progress';
export const canBeStopped = ({ status }: Batch): boolean => status === 'validating' || status === 'in_progress';

/** How much of it is through, 0 to 1; null before its file is read. */
export const shareDone = ({ counts: { total, completed, failed } }: Batch): number | null =>
  total === 0 ? null : (completed + failed) / total;

/** "312 of 1,000 requests", "4 failed", "made 2 minutes ago". */
export function factsOf({ counts, createdAt, endedAt }: Batch, now: number, { t, format }: I18n): string[] {
  const words = t.batches;
  const { total, completed, failed } = counts;
  return [
    ...(total > 0 ? [words.counts(format.number(completed + failed), format.number(total))] : []),
    ...(failed > 0 ? [words.failedCount(format.number(failed))] : []),
    endedAt === null ? words.made(format.ago(createdAt, now)) : words.ended(format.ago(endedAt, now)),
  ];
}

export function problemWords(
  { code, line, param }: Pick<BatchProblem, 'code' | 'line' | 'param'>,
  { t, format }: { t: Pick<Catalogue, 'batches'>; format: Pick<I18n['format'], 'number'> },
): { where: string; what: string } {
  const words = t.batches;
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
