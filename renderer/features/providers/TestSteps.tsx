import clsx from 'clsx';
import { Check, Circle, LoaderCircle, Minus, X } from 'lucide-react';
import type { TestStep } from '../../../shared/model/connection-test.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { failureOfTest, type TestRun } from './providers-store.ts';
import { otherAddressOf, remedyOf, stepFacts } from './step-words.ts';
import { useNow } from './use-now.ts';

type StepState = TestStep['state'] | 'running' | 'waiting' | 'missed';

const icons = {
  running: LoaderCircle,
  waiting: Circle,
  passed: Check,
  unproven: Check,
  failed: X,
  skipped: Minus,
  missed: Circle,
};
const inks: Record<StepState, string> = {
  running: 'animate-spin text-ink-faint',
  waiting: 'text-line-strong',
  passed: 'text-success',
  unproven: 'text-warning',
  failed: 'text-danger',
  skipped: 'text-ink-faint',
  missed: 'text-line-strong',
};

const names = ['dns', 'connection', 'key', 'models', 'token'] as const;

export interface TestStepsProps {
  run: TestRun;
  /** Takes the base URL that the host found in place of a wrong one. */
  onAddress?: (baseUrl: string) => void;
  /** Leads to where the address and the network are set. */
  onSettings?: () => void;
}

/** The steps of a test as they are done: how each went, what it found and how long it took. */
export function TestSteps({ run, onAddress, onSettings }: TestStepsProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const known = run.state === 'running' ? run.steps : run.state === 'done' ? run.result.steps : [];
  const isAsked = run.state !== 'failed' && (run.withToken === true || known.some(({ name }) => name === 'token'));
  const shown = names.filter((name) => name !== 'token' || isAsked);
  const next = shown.find((name) => !known.some((step) => step.name === name));
  const failure = failureOfTest(run);
  const isUnproven = run.state === 'done' && run.result.ok && known.some(({ state }) => state === 'unproven');
  const address = otherAddressOf(failure ?? {});
  const isAboutWay = known.some(({ name, state }) => state === 'failed' && (name === 'dns' || name === 'connection'));
  return (
    <div aria-live="polite" className="flex flex-col gap-3">
      <ul className="flex flex-col gap-1.5">
        {shown.map((name) => {
          const step = known.find((one) => one.name === name);
          const still = run.state === 'running' ? (name === next ? 'running' : 'waiting') : 'missed';
          return (
            <Step key={name} name={name} step={step} state={step?.state ?? still} hasFailed={failure !== undefined} />
          );
        })}
      </ul>
      {isUnproven ? <p className="text-ink-muted text-xs">{t.connectionTest.unprovenHelp}</p> : null}
      {failure ? (
        <ErrorText
          error={failure}
          remedy={remedyOf(failure, i18n)}
          actions={
            onAddress && address !== undefined ? (
              <Button size="sm" onClick={() => onAddress(address)}>
                {t.connectionTest.useAddress}
              </Button>
            ) : onSettings && isAboutWay ? (
              <Button size="sm" onClick={onSettings}>
                {t.providers.openSettings}
              </Button>
            ) : null
          }
        />
      ) : null}
    </div>
  );
}

interface StepProps {
  name: TestStep['name'];
  step: TestStep | undefined;
  state: StepState;
  /** The test as a whole. */
  hasFailed: boolean;
}

function Step({ name, step, state, hasFailed }: StepProps) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const Icon = icons[state];
  const isSecure = step?.name === 'connection' && step.found?.tls != null;
  const now = useNow(false);
  const isLacking = step?.skipped === 'no-key' && hasFailed;
  const known = step ? stepFacts(step, i18n, now) : null;
  const facts = isLacking ? { text: t.providers.noKey, isWarning: false } : known;
  const words: Record<StepState, string> = {
    running: t.providers.test.running,
    waiting: t.providers.test.waiting,
    passed: t.providers.test.ok,
    failed: t.providers.test.notOk,
    missed: t.providers.test.skipped,
    // They say it in what they found.
    unproven: '',
    skipped: '',
  };
  const isFaint = state === 'skipped' || state === 'waiting' || state === 'missed';
  return (
    <li className="flex items-center gap-2 text-sm">
      <Icon aria-hidden size={15} className={clsx('shrink-0', inks[state])} />
      <span className={clsx('shrink-0', isFaint && 'text-ink-faint')}>
        {t.connectionTest.steps[isSecure ? 'secure' : name]}
      </span>
      {words[state] ? <span className="sr-only">{words[state]}</span> : null}
      <span
        title={facts?.text}
        className={clsx(
          'min-w-0 flex-1 truncate text-right text-xs tabular-nums',
          facts?.isWarning ? 'text-warning' : 'text-ink-muted',
        )}
      >
        {facts?.text}
      </span>
      <span className="w-16 shrink-0 whitespace-nowrap text-right text-ink-faint text-xs tabular-nums">
        {step && state !== 'skipped' ? format.duration(step.duration) : null}
      </span>
    </li>
  );
}
