import clsx from 'clsx';
import { Check, Circle, LoaderCircle, Minus, X } from 'lucide-react';
import { ErrorText } from '../../components/ErrorText.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { failureOfTest, type TestRun } from './providers-store.ts';

const stepNames = ['key', 'connection', 'models'] as const;
type StepState = 'running' | 'waiting' | 'ok' | 'failed' | 'skipped' | 'without';

const icons = { running: LoaderCircle, waiting: Circle, ok: Check, failed: X, skipped: Circle, without: Minus };
const inks: Record<StepState, string> = {
  running: 'animate-spin text-ink-faint',
  waiting: 'text-line-strong',
  ok: 'text-success',
  failed: 'text-danger',
  skipped: 'text-line-strong',
  without: 'text-ink-faint',
};

/** The steps of a test: how each went and how long it took. Holds its place while the test runs. */
export function TestSteps({ run }: { run: TestRun }) {
  const { t, format } = useI18n();
  const result = run.state === 'done' ? run.result : null;
  const words: Record<StepState, string> = {
    running: t.providers.test.running,
    waiting: t.providers.test.waiting,
    ok: t.providers.test.ok,
    failed: t.providers.test.notOk,
    skipped: t.providers.test.skipped,
    // With a key the first step is always among those that were reached.
    without: result?.ok ? t.providers.noKeyNeeded : t.providers.noKey,
  };
  const steps = stepNames.map((name, index) => {
    const step = result?.steps.find((one) => one.name === name);
    const running = index === 0 ? 'running' : 'waiting';
    const missing = result && name === 'key' ? 'without' : 'skipped';
    const unknown = run.state === 'running' ? running : missing;
    const state: StepState = step ? (step.ok ? 'ok' : 'failed') : unknown;
    return { name, state, step };
  });
  const failure = failureOfTest(run);
  return (
    <div aria-live="polite" className="flex flex-col gap-3">
      <ul className="flex flex-col gap-1.5">
        {steps.map(({ name, state, step }) => {
          const Icon = icons[state];
          return (
            <li key={name} className="flex items-center gap-2 text-sm">
              <Icon aria-hidden size={15} className={clsx('shrink-0', inks[state])} />
              <span
                className={
                  state === 'skipped' || state === 'waiting' || state === 'without' ? 'text-ink-faint' : undefined
                }
              >
                {t.providers.test.steps[name]}
              </span>
              {state === 'without' ? null : <span className="sr-only">{words[state]}</span>}
              <span className="flex-1" />
              {state === 'without' ? <span className="text-ink-muted text-xs">{words[state]}</span> : null}
              {name === 'models' && result && state === 'ok' ? (
                <span className="text-ink-muted text-xs">
                  {t.providers.models(format.number(result.modelCount), result.modelCount === 1)}
                </span>
              ) : null}
              {step ? (
                <span className="w-16 text-right text-ink-faint text-xs tabular-nums">
                  {format.duration(step.duration)}
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      {failure ? <ErrorText error={failure} /> : null}
    </div>
  );
}
