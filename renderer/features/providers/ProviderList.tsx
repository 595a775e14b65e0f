import { Cloud, Plus } from 'lucide-react';
import { openAddProvider } from '../../app/add-provider.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Page } from '../../components/Page.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { EnvironmentKeys } from './EnvironmentKeys.tsx';
import { ImportExportMenu } from './ImportExportMenu.tsx';
import { ProviderRow } from './ProviderRow.tsx';
import { useProviders } from './store.ts';

export function ProviderList() {
  const { t } = useI18n();
  const providers = useProviders((state) => state.providers);
  const error = useProviders((state) => state.error);
  const refresh = useProviders((state) => state.refresh);
  const add = (
    <Button variant="primary" icon={Plus} onClick={openAddProvider}>
      {t.providers.add}
    </Button>
  );
  return (
    <Page>
      <PageHeader
        title={t.providers.room}
        description={t.providers.description}
        actions={
          <>
            <ImportExportMenu />
            {providers?.length ? add : null}
          </>
        }
      />
      {providers === null && error ? (
        <ErrorText
          error={error}
          actions={
            <Button size="sm" onClick={() => void refresh()}>
              {t.common.retry}
            </Button>
          }
        />
      ) : null}
      {providers === null && !error ? (
        <output aria-label={t.common.loading} className="flex flex-col gap-2">
          <Skeleton className="h-17 rounded-lg" />
          <Skeleton className="h-17 rounded-lg" />
        </output>
      ) : null}
      {providers?.length === 0 ? (
        <EmptyState icon={Cloud} title={t.providers.empty.title} body={t.providers.empty.body} action={add} />
      ) : null}
      {providers?.length ? (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {providers.map((provider) => (
            <ProviderRow key={provider.id} provider={provider} />
          ))}
        </ul>
      ) : null}
      {providers ? <EnvironmentKeys /> : null}
    </Page>
  );
}
