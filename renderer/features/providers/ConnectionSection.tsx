import { Activity } from 'lucide-react';
import type { Provider } from '../../../shared/model/provider.ts';
import { Button } from '../../components/Button.tsx';
import { Section } from '../../components/Section.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { withVault } from '../vault/with-vault.ts';
import { failureOfTest } from './providers-store.ts';
import { useProviders } from './store.ts';
import { TestSteps } from './TestSteps.tsx';

export function ConnectionSection({ provider }: { provider: Provider }) {
  const { t, format } = useI18n();
  const run = useProviders((state) => state.tests[provider.id]);
  const test = useProviders((state) => state.test);
  const isRunning = run?.state === 'running';
  return (
    <Section
      title={t.providers.test.title}
      description={run && run.state !== 'running' ? t.providers.test.ranAt(format.ago(run.at)) : undefined}
      actions={
        <Button
          size="sm"
          icon={Activity}
          busy={isRunning}
          onClick={() => void withVault(() => test(provider.id), failureOfTest)}
        >
          {t.providers.test.run}
        </Button>
      }
    >
      <div className="px-4 py-3">
        {run ? <TestSteps run={run} /> : <p className="text-ink-muted text-sm">{t.providers.test.never}</p>}
      </div>
    </Section>
  );
}
