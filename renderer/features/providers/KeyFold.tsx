import type { Credential } from '../../../shared/model/provider.ts';
import { Details } from '../../components/Details.tsx';
import { errorDataOf } from '../../lib/error-words.ts';
import { useI18n } from '../../lib/i18n.ts';
import { reasonOfRest, testWords } from './key-facts.ts';
import { limitWords } from './key-limits.ts';
import { failureOfTest, type TestRun } from './providers-store.ts';
import { clockTime } from './time-left.ts';

/** Whether there is anything to unfold. */
export const hasMore = (
  { failure, refusedModels, restingModels, rateLimits }: Credential,
  run: TestRun | undefined,
): boolean =>
  failure !== null || refusedModels.length > 0 || restingModels.length > 0 || rateLimits !== null || run !== undefined;

interface KeyFoldProps {
  credential: Credential;
  now: number;
  /** The newest test of this key in this window. */
  run: TestRun | undefined;
}

/** What stands under the row of a key: the last test, why it rests, and its limits as they were last read. */
export function KeyFold({ credential, now, run }: KeyFoldProps) {
  const i18n = useI18n();
  const words = i18n.t.providers.keys;
  const { failure, refusedModels, restingModels, rateLimits } = credential;
  return (
    <div className="flex flex-col gap-2.5 rounded-md bg-sunken px-3 py-2.5 text-ink-muted text-xs">
      {run ? <TestResult run={run} now={now} /> : null}
      {failure && !isTold(failure, run) ? (
        <div>
          <p className="text-ink">{reasonOfRest(failure, i18n)}</p>
          <Details>{failure.message}</Details>
        </div>
      ) : null}
      {refusedModels.length > 0 ? (
        <p className="wrap-anywhere">{words.refusedModels(refusedModels.join(', '))}</p>
      ) : null}
      {restingModels.map(({ modelId, until }) => (
        <p key={modelId} className="wrap-anywhere tabular-nums first-letter:uppercase">
          {i18n.t.network.restsForModel(modelId, clockTime(until, i18n.language))}
        </p>
      ))}
      {rateLimits ? <Limits rateLimits={rateLimits} now={now} /> : null}
    </div>
  );
}

/** The test has told the same already. */
const isTold = (failure: NonNullable<Credential['failure']>, run: TestRun | undefined): boolean => {
  const told = run && failureOfTest(run);
  return told !== undefined && errorDataOf(told).message === failure.message;
};

function TestResult({ run, now }: { run: TestRun; now: number }) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const failure = failureOfTest(run);
  return (
    <div>
      {run.state === 'running' ? null : (
        <p className="mb-1 text-ink-faint">{t.providers.test.ranAt(format.ago(run.at, now))}</p>
      )}
      <p className="text-ink">{testWords(run, i18n)}</p>
      {failure === undefined ? null : <Details>{errorDataOf(failure).message}</Details>}
    </div>
  );
}

function Limits({ rateLimits, now }: { rateLimits: NonNullable<Credential['rateLimits']>; now: number }) {
  const i18n = useI18n();
  const { t, format } = i18n;
  return (
    <div>
      <p className="mb-1 text-ink-faint">{t.providers.keys.limits(format.ago(rateLimits.readAt, now))}</p>
      <ul className="flex flex-col gap-0.5 tabular-nums">
        {rateLimits.limits.map((limit) => {
          const words = limitWords(limit, i18n, now);
          return words ? (
            <li key={`${limit.kind} ${limit.window}`} className="grid grid-cols-[1fr_5.5rem_9rem] gap-3">
              <span className="text-ink">{words.amount}</span>
              <span>{words.window}</span>
              <span className="text-right">{words.reset}</span>
            </li>
          ) : null;
        })}
      </ul>
    </div>
  );
}
