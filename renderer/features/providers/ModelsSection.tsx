import { History, RefreshCw } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { DescribedModel, Provider } from '../../../shared/model/provider.ts';
import { toastError } from '../../app/toast-error.ts';
import { Button } from '../../components/Button.tsx';
import { Callout } from '../../components/Callout.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Section } from '../../components/Section.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { DiscoverySetting } from './DiscoverySetting.tsx';
import { ModelChanges, unseenOf } from './ModelChanges.tsx';
import { ModelFilters } from './ModelFilters.tsx';
import { ModelSheet } from './ModelSheet.tsx';
import { ModelTable } from './ModelTable.tsx';
import { chooseModel } from './model-actions.ts';
import { filterModels, noFilter } from './model-facts.ts';
import { useProviders } from './store.ts';
import type { ModelChangesOf } from './use-model-changes.ts';

/** A search is offered once the list is longer than a glance. */
const searchFrom = 9;
const none: readonly DescribedModel[] = [];

interface ModelsSectionProps {
  provider: Provider;
  changes: ModelChangesOf;
}

/** The models of a provider; whoever shows them has them loaded. */
export function ModelsSection({ provider, changes }: ModelsSectionProps) {
  const { t, format } = useI18n();
  const words = t.providers.modelList;
  const { id, isEnabled } = provider;
  const models = useProviders((state) => state.lists[id]);
  const load = useProviders((state) => state.loadModels);
  const [filter, setFilter] = useState(noFilter);
  const [opened, setOpened] = useState<string | null>(null);
  const [isChangesOpen, setChangesOpen] = useState(false);
  const hasOldChanges = changes.changes.length > 0 && unseenOf(changes).length === 0;

  const list = models?.list;
  const all = list?.models ?? none;
  const found = useMemo(() => filterModels(all, filter), [all, filter]);
  const isFiltered = found.length !== all.length;
  const count = isFiltered
    ? t.discovery.countOf(format.number(found.length), format.number(all.length))
    : t.providers.models(format.number(all.length), all.length === 1);
  const facts = [all.length > 0 ? count : null, list?.fetchedAt ? words.fetched(format.ago(list.fetchedAt)) : null];
  const note = noteOf();

  function noteOf() {
    if (!isEnabled && all.length === 0) return words.disabled;
    if (list && !list.failure && all.length === 0) return words.none;
    return all.length > 0 && found.length === 0 ? t.discovery.noneFound : null;
  }

  return (
    <Section
      title={words.title}
      description={facts.filter(Boolean).join(' · ') || undefined}
      actions={
        <>
          {hasOldChanges ? (
            <Button size="sm" variant="ghost" icon={History} onClick={() => setChangesOpen(true)}>
              {t.discovery.changes.open}
            </Button>
          ) : null}
          <Button
            size="sm"
            icon={RefreshCw}
            disabled={!isEnabled}
            busy={models?.state === 'loading'}
            onClick={() => void load(id, { refresh: true })}
          >
            {words.refresh}
          </Button>
        </>
      }
    >
      <ModelChanges found={changes} isOpen={isChangesOpen} onOpenChange={setChangesOpen} />
      {list?.failure || models?.state === 'failed' ? (
        <div className="flex flex-col gap-3 px-4 py-3">
          {list?.failure && all.length > 0 ? <Callout tone="warning" title={words.stale} /> : null}
          {list?.failure ? <ErrorText error={list.failure} /> : null}
          {models?.state === 'failed' ? <ErrorText error={models.error} /> : null}
        </div>
      ) : null}
      {all.length >= searchFrom ? <ModelFilters filter={filter} onChange={setFilter} /> : null}
      {isEnabled && !list && models?.state !== 'failed' ? <LoadingModels /> : null}
      {note ? (
        <div className="flex items-center justify-between gap-4 px-4 py-3">
          <p className="text-ink-muted text-sm">{note}</p>
          {isFiltered ? (
            <Button size="sm" onClick={() => setFilter(noFilter)}>
              {t.discovery.clear}
            </Button>
          ) : null}
        </div>
      ) : null}
      {found.length > 0 ? (
        <ModelTable
          label={words.title}
          models={found}
          onOpen={(model) => setOpened(model.id)}
          onOffer={(model, offer) =>
            void chooseModel({ providerId: id, modelId: model.id, isEnabled: offer }).catch(toastError)
          }
        />
      ) : null}
      <DiscoverySetting provider={provider} />
      <ModelSheet model={all.find((model) => model.id === opened) ?? null} onClose={() => setOpened(null)} />
    </Section>
  );
}

function LoadingModels() {
  const { t } = useI18n();
  return (
    <output aria-label={t.common.loading} className="flex flex-col gap-3 px-4 py-4">
      <Skeleton className="h-3.5 w-48" />
      <Skeleton className="h-3.5 w-40" />
      <Skeleton className="h-3.5 w-56" />
    </output>
  );
}
