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
import { providersStore, useProviders } from './store.ts';
import { TestSteps } from './TestSteps.tsx';
import { useTokenQuestion } from './use-token-question.ts';

/** Before its models were read, there may be one all the same. */
const hasNoneToAsk = ({ modelId, skipped }: TokenQuestion): boolean =>
  modelId === null && skipped !== null && skipped !== 'no-models';

function questionWords(question: TokenQuestion | null, { t, format }: I18n): string {
  const words = t.connectionTest.withToken;
  if (!question) return words.afterList;
  const { modelId, mostCost, skipped } = question;
  if (modelId === null) {
    return hasNoneToAsk(question) && skipped ? words.none(t.connectionTest.skipped[skipped]) : words.afterList;
  }
  if (mostCost === null) return words.asksUnpriced(modelId);
  return mostCost === 0 ? words.asksFree(modelId) : words.asks(modelId, format.money(mostCost));
}

function whenWords(run: TestRun | undefined, { t, format }: I18n): string {
  if (!run) return t.providers.test.never;
  return run.state === 'running' ? t.providers.test.running : t.providers.test.ranAt(format.ago(run.at));
}

interface ConnectionSectionProps {
  provider: Provider;
  /** Leads to where the address and the network are set. */
  onSettings: () => void;
}

/** Whether the provider answers, found out step by step; with one token only where somebody switches that on. */
export function ConnectionSection({ provider, onSettings }: ConnectionSectionProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const { id, settings } = provider;
  const run = useProviders((state) => state.tests[id]);
  const test = useProviders((state) => state.test);
  const cancelTest = useProviders((state) => state.cancelTest);
  const update = useProviders((state) => state.update);
  const question = useTokenQuestion(id);
  const [withToken, setWithToken] = useState(false);
  const hasNone = question !== null && hasNoneToAsk(question);
  const isRunning = run?.state === 'running';
  const start = (): void => void withVault(() => test(id, { withToken: withToken && !hasNone }), failureOfTest);
  const takeAddress = (baseUrl: string): void => {
    const { drafts, setDraft } = providersStore.getState();
    const draft = drafts[id];
    // Else what is typed about other settings would bring the wrong address back.
    if (draft) setDraft(id, { ...draft, settings: { ...draft.settings, baseUrl } });
    void update({ providerId: id, settings: { ...settings, baseUrl } }).then(start, toastError);
  };

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
          <TestSteps run={run} onAddress={takeAddress} onSettings={onSettings} />
        </div>
      ) : null}
      {question?.skipped === 'no-language' ? null : (
        <Switch
          className="px-4 py-3"
          label={t.connectionTest.withToken.label}
          description={questionWords(question, i18n)}
          checked={withToken && !hasNone}
          disabled={isRunning || hasNone}
          onChange={setWithToken}
        />
      )}
    </Section>
  );
}
