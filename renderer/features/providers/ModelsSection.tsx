import { RefreshCw } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { Provider } from '../../../shared/model/provider.ts';
import { Button } from '../../components/Button.tsx';
import { Callout } from '../../components/Callout.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Section } from '../../components/Section.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { ModelRow, ModelRowsHead } from './ModelRow.tsx';
import { useProviders } from './store.ts';

/** A search is offered once the list is longer than a glance. */
const searchFrom = 9;
const shownAtOnce = 200;

export function ModelsSection({ provider }: { provider: Provider }) {
  const { t, format } = useI18n();
  const words = t.providers.modelList;
  const { id, isEnabled } = provider;
  const models = useProviders((state) => state.lists[id]);
  const load = useProviders((state) => state.loadModels);
  const [query, setQuery] = useState('');
  useEffect(() => {
    if (isEnabled) void load(id);
  }, [id, isEnabled, load]);

  const list = models?.list;
  const all = list?.models ?? [];
  const wanted = query.trim().toLowerCase();
  const found = useMemo(
    () => (list?.models ?? []).filter((model) => `${model.id} ${model.name}`.toLowerCase().includes(wanted)),
    [list, wanted],
  );
  return (
    <Section
      title={words.title}
      description={list?.fetchedAt ? words.fetched(format.ago(list.fetchedAt)) : undefined}
      actions={
        <Button
          size="sm"
          icon={RefreshCw}
          disabled={!isEnabled}
          busy={models?.state === 'loading'}
          onClick={() => void load(id, { refresh: true })}
        >
          {words.refresh}
        </Button>
      }
    >
      <div className="flex flex-col gap-3 px-4 py-3">
        {list?.failure ? (
          <>
            {all.length > 0 ? <Callout tone="warning" title={words.stale} /> : null}
            <ErrorText error={list.failure} />
          </>
        ) : null}
        {models?.state === 'failed' ? <ErrorText error={models.error} /> : null}
        {all.length >= searchFrom ? (
          <TextField
            hideLabel
            label={words.search}
            placeholder={words.search}
            type="search"
            value={query}
            onChange={setQuery}
          />
        ) : null}
        {isEnabled && !list && models?.state !== 'failed' ? <LoadingModels /> : null}
        {!isEnabled && all.length === 0 ? <p className="text-ink-muted text-sm">{words.disabled}</p> : null}
        {list && !list.failure && all.length === 0 ? <p className="text-ink-muted text-sm">{words.none}</p> : null}
        {all.length > 0 && found.length === 0 ? (
          <p className="text-ink-muted text-sm">{words.noMatch(query.trim())}</p>
        ) : null}
        {found.length > 0 ? (
          <>
            <ModelRowsHead />
            <ul aria-label={words.title} className="flex flex-col">
              {found.slice(0, shownAtOnce).map((model) => (
                <ModelRow key={model.id} model={model} />
              ))}
              {found.length > shownAtOnce ? (
                <li className="pt-1 text-ink-faint text-xs">{words.more(format.number(found.length - shownAtOnce))}</li>
              ) : null}
            </ul>
          </>
        ) : null}
      </div>
    </Section>
  );
}

function LoadingModels() {
  const { t } = useI18n();
  return (
    <output aria-label={t.common.loading} className="flex flex-col gap-3 py-1">
      <Skeleton className="h-3.5 w-48" />
      <Skeleton className="h-3.5 w-40" />
      <Skeleton className="h-3.5 w-56" />
    </output>
  );
}
