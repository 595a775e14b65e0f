import { Activity } from 'lucide-react';
import { useState } from 'react';
import type { TokenQuestion } from '../../../shared/model/connection-test.ts';
import type { Provider } from '../../../shared/model/provider.ts';
import { toastError } from '../../app/toast-error.ts';
import { Button } from '../../components/Button.tsx';
import { Section } from '../../components/Section.tsx';
import { Switch } from '../../components/Switch.tsx';
import { type I18n, useI18n } from '../../lib/i18n.ts';
import { withVault } from '../vault/with-vault.ts';
import { failureOfTest, type TestRun } from './providers-store.ts';
import { useProviders } from './store.ts';
import { TestSteps } from './TestSteps.tsx';
import { useTokenQuestion } from './use-token-question.ts';

function questionWords(question: TokenQuestion | null, { t, format }: I18n): string {
  const words = t.connectionTest.withToken;
  if (!question) return words.afterList;
  const { modelId, mostCost, skipped } = question;
  if (modelId === null) {
    // Before its models were read, there is none to name.
    return skipped === null || skipped === 'no-models'
      ? words.afterList
      : words.none(t.connectionTest.skipped[skipped]);
  }
  if (mostCost === null) return words.asksUnpriced(modelId);
  return mostCost === 0 ? words.asksFree(modelId) : words.asks(modelId, format.money(mostCost));
}

function whenWords(run: TestRun | undefined, { t, format }: I18n): string {
  if (!run) return t.providers.test.never;
  return run.state === 'running' ? t.providers.test.running : t.providers.test.ranAt(format.ago(run.at));
}

/** Whether the provider answers, found out step by step; with one token only where somebody switches that on. */
export function ConnectionSection({ provider }: { provider: Provider }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { id, settings } = provider;
  const run = useProviders((state) => state.tests[id]);
  const test = useProviders((state) => state.test);
  const cancelTest = useProviders((state) => state.cancelTest);
  const update = useProviders((state) => state.update);
  const question = useTokenQuestion(id);
  const [withToken, setWithToken] = useState(false);
  const isRunning = run?.state === 'running';
  const start = (): void => void withVault(() => test(id, { withToken }), failureOfTest);
  const takeAddress = (baseUrl: string): void =>
    void update({ providerId: id, settings: { ...settings, baseUrl } }).then(start, toastError);

  return (
    <Section
      title={t.providers.test.title}
      description={whenWords(run, i18n)}
      actions={
        <>
          {isRunning ? (
            <Button size="sm" variant="ghost" onClick={() => cancelTest(id)}>
              {t.common.cancel}
            </Button>
          ) : null}
          <Button size="sm" icon={Activity} busy={isRunning} onClick={start}>
            {t.providers.test.run}
          </Button>
        </>
      }
    >
      {run ? (
        <div className="px-4 py-3">
          <TestSteps run={run} onAddress={takeAddress} />
        </div>
      ) : null}
      {question?.skipped === 'no-language' ? null : (
        <Switch
          className="px-4 py-3"
          label={t.connectionTest.withToken.label}
          description={questionWords(question, i18n)}
          checked={withToken}
          disabled={isRunning}
          onChange={setWithToken}
        />
      )}
    </Section>
  );
}
