import type { ReactNode } from 'react';
import type { BoardRow, HealthHistory } from '../../../shared/model/health.ts';
import { Details } from '../../components/Details.tsx';
import { errorWords } from '../../lib/error-words.ts';
import { type I18n, useI18n } from '../../lib/i18n.ts';
import { clockTime } from '../providers/time-left.ts';
import { spanWords } from './board-words.ts';
import { totalOf, troublesOf } from './history-strip.ts';
import { StateWord } from './StateWord.tsx';

interface FoldFactsProps {
  row: BoardRow;
  history: HealthHistory | undefined;
  now: number;
}

const partNames = ['apiConnectivity', 'authentication', 'rateLimit', 'modelAvailability'] as const;

/** What the checks say of a provider, and what became of them in the last day. */
export function FoldFacts({ row, history, now }: FoldFactsProps) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const words = t.health.fold;
  const { details, breaker, failure, modelCount } = row;
  return (
    <div className="flex flex-col gap-3 rounded-md bg-sunken px-3.5 py-3">
      {failure ? (
        <div className="text-sm">
          <p className={row.status === 'Unhealthy' ? 'text-danger' : 'text-warning'}>
            {errorWords(failure, i18n).title}
          </p>
          <Details>{failure.message}</Details>
        </div>
      ) : null}
      <dl className="grid grid-cols-4 gap-x-4 gap-y-2.5">
        {partNames.map((part) => (
          <Part key={part} name={words.parts[part]}>
            <StateWord standing={details[part]} />
          </Part>
        ))}
        <Part name={words.lastCheck}>{lastCheck(row, now, i18n)}</Part>
        <Part name={words.nextCheck}>{nextCheck(row, now, i18n)}</Part>
        <Part name={words.listed}>{modelCount === null ? t.common.unknown : format.number(modelCount)}</Part>
        <Part name={words.breaker}>{breaker === null ? t.common.unknown : t.health.breakers[breaker]}</Part>
      </dl>
      {history ? <InWords history={history} /> : null}
    </div>
  );
}

const Part = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-2xs text-ink-faint">{name}</dt>
    <dd className="break-words text-ink-muted text-xs tabular-nums first-letter:uppercase">{children}</dd>
  </div>
);

function lastCheck({ lastCheckAt, responseTime }: BoardRow, now: number, { t, format }: I18n): string {
  const words = t.health.fold;
  if (lastCheckAt === null) return words.never;
  const ago = format.ago(lastCheckAt, now);
  return responseTime === null ? ago : words.answeredIn(ago, format.duration(responseTime));
}

function nextCheck({ nextCheckAt, isEnabled }: BoardRow, now: number, i18n: I18n): string {
  const words = i18n.t.health.fold;
  if (nextCheckAt === null || !isEnabled) return words.notPlanned;
  return nextCheckAt <= now ? words.soon : words.inTime(spanWords(nextCheckAt - now, i18n));
}

/** What the strip shows, to be read. */
function InWords({ history }: { history: HealthHistory }) {
  const { t, format, language } = useI18n();
  const words = t.health.fold;
  const { ok, failed } = totalOf(history);
  if (ok + failed === 0) return <p className="text-ink-muted text-xs">{words.noChecks}</p>;
  return (
    <div className="text-ink-muted text-xs tabular-nums">
      <p>
        {words.history}: {words.checks(format.number(ok), format.number(ok + failed))}
      </p>
      <ul className="mt-0.5 flex max-h-32 flex-col overflow-y-auto empty:hidden">
        {troublesOf(history).map((trouble) => (
          <li key={trouble.from}>
            {words.trouble(
              clockTime(trouble.from, language),
              clockTime(trouble.until, language),
              format.number(trouble.failed),
              format.number(trouble.ok + trouble.failed),
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
