import { RefreshCw } from 'lucide-react';
import { useEffect } from 'react';
import type { Provider } from '../../../shared/model/provider.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Section } from '../../components/Section.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useExtras } from './extras.ts';
import { HostedModelRow } from './HostedModelRow.tsx';
import { HostedPullForm, HostedPullRow } from './HostedPulls.tsx';

/** What is loaded changes by itself: how often it is looked at while the page is open, in ms. */
const lookEvery = 15_000;

/** The models that lie on the provider's own server, to be looked after from here. */
export function HostedModelsSection({ provider: { id, isEnabled } }: { provider: Provider }) {
  const { t } = useI18n();
  const words = t.extras.hosted;
  const loaded = useExtras((state) => state.hosted[id]);
  const pulls = useExtras((state) => state.pulls[id]) ?? [];
  const load = useExtras((state) => state.loadHosted);
  useEffect(() => {
    if (!isEnabled) return;
    void load(id);
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void load(id);
    }, lookEvery);
    return () => clearInterval(timer);
  }, [id, isEnabled, load]);
  if (!isEnabled) return null;

  const models = loaded?.value;
  return (
    <Section
      title={words.title}
      description={words.description}
      actions={
        <Button size="sm" icon={RefreshCw} onClick={() => void load(id)}>
          {words.refresh}
        </Button>
      }
    >
      <HostedPullForm providerId={id} />
      {pulls.map((pull) => (
        <HostedPullRow key={pull.name} providerId={id} pull={pull} />
      ))}
      {loaded?.error ? (
        <div className="px-4 py-3">
          <ErrorText error={loaded.error} />
        </div>
      ) : null}
      {models || loaded?.error ? null : (
        <output aria-label={t.common.loading} className="flex h-14 flex-col justify-center gap-2 px-4">
          <Skeleton className="h-3.5 w-48" />
          <Skeleton className="h-3 w-64" />
        </output>
      )}
      {models?.length === 0 ? <p className="px-4 py-3 text-ink-muted text-sm">{words.none}</p> : null}
      {models && models.length > 0 ? (
        <ul aria-label={words.title} className="divide-y divide-line">
          {models.map((model) => (
            <HostedModelRow key={model.name} providerId={id} model={model} />
          ))}
        </ul>
      ) : null}
    </Section>
  );
}
