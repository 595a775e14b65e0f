import { Boxes, FolderPlus, RefreshCw } from 'lucide-react';
import { useMemo, useState } from 'react';
import { toastError } from '../../app/toast-error.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Page } from '../../components/Page.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Select } from '../../components/Select.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { remember, remembered } from '../../lib/remember.ts';
import { FolderDialog } from './FolderDialog.tsx';
import { FolderProblems } from './FolderProblems.tsx';
import { FoldersSection } from './FoldersSection.tsx';
import { MemoryMeter } from './MemoryMeter.tsx';
import { ModelRows } from './ModelRows.tsx';
import { filterModels, type SortOrder, sortModels, sortOrders } from './sort-models.ts';
import { useModels } from './store.ts';

const rememberedAs = 'switchyard.models.sort';
const firstOrder = (): SortOrder => sortOrders.find((order) => order === remembered(rememberedAs)) ?? 'loaded';

export function ModelList() {
  const { t } = useI18n();
  const words = t.models;
  const models = useModels((state) => state.models);
  const error = useModels((state) => state.error);
  const isLooking = useModels((state) => state.isLooking);
  const { refresh, look } = useModels((state) => state);
  const [isAdding, setAdding] = useState(false);
  const addFolder = (): void => setAdding(true);
  return (
    <Page>
      <PageHeader
        title={words.title}
        description={words.description}
        actions={
          <Button icon={RefreshCw} busy={isLooking} onClick={() => void look().catch(toastError)}>
            {words.lookAgain}
          </Button>
        }
      />
      <MemoryMeter />
      <FolderProblems />
      {models === null && error ? (
        <ErrorText
          className="mb-8"
          error={error}
          actions={
            <Button size="sm" onClick={() => void refresh()}>
              {t.common.retry}
            </Button>
          }
        />
      ) : null}
      {models === null && !error ? <LoadingRows /> : null}
      {models?.length === 0 ? (
        <div className="mb-8 rounded-lg border border-line border-dashed">
          <EmptyState
            icon={Boxes}
            title={words.empty.title}
            body={words.empty.body}
            action={
              <Button variant="primary" icon={FolderPlus} onClick={addFolder}>
                {words.empty.action}
              </Button>
            }
          />
        </div>
      ) : null}
      {models?.length ? <Models /> : null}
      <FoldersSection onAdd={addFolder} />
      <FolderDialog open={isAdding} onOpenChange={setAdding} />
    </Page>
  );
}

function Models() {
  const { t } = useI18n();
  const words = t.models;
  const models = useModels((state) => state.models);
  const [query, setQuery] = useState('');
  const [order, setOrder] = useState(firstOrder);
  const shown = useMemo(() => sortModels(filterModels(models ?? [], query), order), [models, query, order]);
  return (
    <section aria-label={words.list} className="mb-8 flex flex-col gap-3">
      <div className="flex items-center gap-3">
        <TextField
          hideLabel
          type="search"
          label={words.filter}
          placeholder={words.filter}
          value={query}
          onChange={setQuery}
        />
        <Select
          hideLabel
          label={words.sort.label}
          value={order}
          className="w-44! shrink-0"
          onChange={(next) => {
            remember(rememberedAs, next);
            setOrder(next);
          }}
          options={sortOrders.map((value) => ({ value, label: words.sort[value] }))}
        />
      </div>
      {shown.length > 0 ? (
        <ModelRows models={shown} />
      ) : (
        <p className="rounded-lg border border-line px-4 py-5 text-ink-muted text-sm">{words.noMatch(query.trim())}</p>
      )}
    </section>
  );
}

function LoadingRows() {
  const { t } = useI18n();
  return (
    <output aria-label={t.common.loading} className="mb-8 flex flex-col gap-2">
      <Skeleton className="h-16 rounded-lg" />
      <Skeleton className="h-16 rounded-lg" />
      <Skeleton className="h-16 rounded-lg" />
    </output>
  );
}
