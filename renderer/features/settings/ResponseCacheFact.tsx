import { client } from '../../client/connect.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Fact } from '../../components/Section.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { createResource, useResource } from '../../lib/resource.ts';
import { useSubmit } from '../../lib/use-submit.ts';

const cacheStats = createResource(() => client.call('cache.stats', {}));

/** What is kept, what it saved so far, and a way to be rid of it. */
export function ResponseCacheFact() {
  const { t, format } = useI18n();
  const words = t.responseCache;
  const { data: stats, error } = useResource(cacheStats);
  const clear = useSubmit(async () => {
    cacheStats.set(await client.call('cache.clear', {}));
    toast({ title: words.emptied });
  });
  const failed = clear.error ?? (stats ? undefined : error);
  return (
    <>
      {failed === undefined ? null : <ErrorText error={failed} className="m-3" />}
      <Fact
        name={words.kept}
        action={
          <Button
            size="sm"
            busy={clear.isBusy}
            disabled={!stats || stats.entries === 0}
            onClick={() => void clear.submit()}
          >
            {words.empty}
          </Button>
        }
      >
        {stats ? (
          <>
            {words.entries(format.number(stats.entries), format.bytes(stats.bytes))}
            <span className="block text-ink-muted text-xs">
              {stats.hits === 0 ? words.never : words.saved(format.number(stats.hits), format.money(stats.saved))}
            </span>
          </>
        ) : (
          <Skeleton className="h-9.5 w-48" />
        )}
      </Fact>
    </>
  );
}
