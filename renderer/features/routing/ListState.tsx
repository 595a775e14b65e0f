import type { ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useRouting } from './store.ts';

/** What stands in the place of a list until it was read. */
export function ListState({ children }: { children: ReactNode }) {
  const { t } = useI18n();
  const isRead = useRouting((state) => state.aliases !== null);
  const error = useRouting((state) => state.error);
  const refresh = useRouting((state) => state.refresh);
  if (isRead) return children;
  if (error) {
    const retry = (
      <Button size="sm" onClick={() => void refresh()}>
        {t.common.retry}
      </Button>
    );
    return <ErrorText error={error} actions={retry} />;
  }
  return (
    <output aria-label={t.common.loading} className="flex flex-col gap-2">
      <Skeleton className="h-17 rounded-lg" />
      <Skeleton className="h-17 rounded-lg" />
    </output>
  );
}
