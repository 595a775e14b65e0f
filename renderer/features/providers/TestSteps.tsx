import clsx from 'clsx';
import { Check, Circle, LoaderCircle, X } from 'lucide-react';
import { ErrorText } from '../../components/ErrorText.tsx';
import { useI18n } from '../../lib/i18n.ts';
import type { TestRun } from './providers-store.ts';

const stepNames = ['key', 'connection', 'models'] as const;
type StepState = 'running' | 'waiting' | 'ok' | 'failed' | 'skipped';

const icons = { running: LoaderCircle, waiting: Circle, ok: Check, failed: X, skipped: Circle };
const inks: Record<StepState, string> = {
  running: 'animate-spin text-ink-faint',
  waiting: 'text-line-strong',
  ok: 'text-success',
  failed: 'text-danger',
  skipped: 'text-line-strong',
};

/** The steps of a test: how each went and how long it took. Holds its place while the test runs. */
export function TestSteps({ run }: { run: TestRun }) {
  const { t, format } = useI18n();
  const words: Record<StepState, string> = {
    running: t.providers.test.running,
    waiting: t.providers.test.waiting,
    ok: t.providers.test.ok,
    failed: t.providers.test.notOk,
    skipped: t.providers.test.skipped,
  };
  const result = run.state === 'done' ? run.result : null;
  const steps = stepNames.map((name, index) => {
    const step = result?.steps.find((one) => one.name === name);
    const unknown = run.state === 'running' ? (index === 0 ? 'running' : 'waiting') : 'skipped';
    const state: StepState = step ? (step.ok ? 'ok' : 'failed') : unknown;
    return { name, state, step };
  });
  const failure = run.state === 'failed' ? run.error : result?.steps.find((step) => step.failure)?.failure;
  return (
    <div aria-live="polite" className="flex flex-col gap-3">
      <ul className="flex flex-col gap-1.5">
        {steps.map(({ name, state, step }) => {
          const Icon = icons[state];
          return (
            <li key={name} className="flex items-center gap-2 text-sm">
              <Icon aria-hidden size={15} className={clsx('shrink-0', inks[state])} />
              <span className={state === 'skipped' || state === 'waiting' ? 'text-ink-faint' : undefined}>
                {t.providers.test.steps[name]}
              </span>
              <span className="sr-only">{words[state]}</span>
              <span className="flex-1" />
              {name === 'models' && result && state === 'ok' ? (
                <span className="text-ink-muted text-xs">
                  {t.providers.models(format.number(result.modelCount), result.modelCount === 1)}
                </span>
              ) : null}
              <span className="w-16 text-right text-ink-faint text-xs tabular-nums">
                {step ? format.duration(step.duration) : ''}
              </span>
            </li>
          );
        })}
      </ul>
      {failure ? <ErrorText error={failure} /> : null}
    </div>
  );
}
