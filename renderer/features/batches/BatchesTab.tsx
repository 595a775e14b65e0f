import { useEffect } from 'react';
import { Button } from '../../components/Button.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { BatchRow } from './BatchRow.tsx';
import { BatchUpload } from './BatchUpload.tsx';
import { useBatches } from './store.ts';

/** Files of requests that are asked in their own time. */
export function BatchesTab() {
  const words = useI18n().t.batches;
  const refresh = useBatches((state) => state.refresh);
  useEffect(() => void refresh(), [refresh]);
  return (
    <>
      <p className="-mt-3 mb-4 max-w-xl text-pretty text-ink-muted text-sm">{words.intro}</p>
      <BatchUpload />
      <List />
    </>
  );
}

function List() {
  const { t } = useI18n();
  const batches = useBatches((state) => state.batches);
  const error = useBatches((state) => state.error);
  const refresh = useBatches((state) => state.refresh);
  const retry = (
    <Button size="sm" onClick={() => void refresh()}>
      {t.common.retry}
    </Button>
  );
  if (!batches && error) return <ErrorText error={error} actions={retry} />;
  if (!batches) return <Skeleton className="h-17 rounded-lg" />;
  return (
    <>
      {/* What is known stays in sight. */}
      {error ? <ErrorText error={error} actions={retry} className="mb-6" /> : null}
      {batches.length === 0 ? (
        <Example />
      ) : (
        <ul aria-label={t.batches.list} className="divide-y divide-line rounded-lg border border-line bg-surface">
          {batches.map((batch) => (
            <BatchRow key={batch.id} batch={batch} />
          ))}
        </ul>
      )}
    </>
  );
}

const exampleLine = `{"custom_id": "review-1", "method": "POST", "url": "/v1/chat/completions",
 "body": {"model": "…", "messages": [{"role": "user", "content": "…"}]}}`;

/** While there is nothing else to see: how a file looks. */
function Example() {
  const words = useI18n().t.batches;
  return (
    <figure>
      <figcaption className="mb-2 text-ink-muted text-xs">{words.example}</figcaption>
      <pre className="overflow-x-auto rounded-lg border border-line bg-surface px-4 py-3 font-mono text-ink-muted text-xs">
        {exampleLine}
      </pre>
    </figure>
  );
}
