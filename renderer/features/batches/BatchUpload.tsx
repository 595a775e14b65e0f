import { Progress } from '@base-ui/react/progress';
import clsx from 'clsx';
import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useDroppedFile } from '../providers/use-dropped-file.ts';
import { isReady } from './batch-facts.ts';
import { useBatches } from './store.ts';

/** A place to drop a file at, a button that asks for one, and how far it is. */
export function BatchUpload() {
  const { t } = useI18n();
  const words = t.batches;
  const send = useBatches((state) => state.send);
  const upload = useBatches((state) => state.upload);
  const [error, setError] = useState<unknown>();
  const picker = useRef<HTMLInputElement>(null);
  const take = async (file: File): Promise<void> => {
    setError(undefined);
    try {
      const batch = await send(file);
      if (!batch) return;
      const said = batch.status === 'failed' ? 'refused' : isReady(batch) ? 'ready' : 'submitted';
      toast({ title: words[said](batch.name) });
    } catch (thrown) {
      setError(thrown);
    }
  };
  const isOver = useDroppedFile((file) => void take(file));
  return (
    <div className="mb-8">
      <div
        className={clsx(
          'flex h-22 items-center gap-4 rounded-lg border border-dashed px-4 transition-colors',
          isOver && !upload ? 'border-accent bg-accent-soft' : 'border-line-strong bg-sunken',
        )}
      >
        {upload ? (
          <UploadProgress />
        ) : (
          <>
            <div className="min-w-0 flex-1">
              <p className="text-sm">{words.drop}</p>
              <p className="mt-0.5 text-pretty text-ink-faint text-xs">{words.dropHelp}</p>
            </div>
            <Button icon={FileUp} onClick={() => picker.current?.click()}>
              {words.choose}
            </Button>
          </>
        )}
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        accept=".jsonl,.ndjson,application/jsonl"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void take(file);
          // The same file once more is another batch.
          event.target.value = '';
        }}
      />
      {error === undefined ? null : <ErrorText error={error} className="mt-3" />}
    </div>
  );
}

function UploadProgress() {
  const { t, format } = useI18n();
  const words = t.batches;
  const upload = useBatches((state) => state.upload);
  const stop = useBatches((state) => state.stopUpload);
  if (!upload) return null;
  const share = upload.size === 0 ? 1 : upload.sent / upload.size;
  return (
    <>
      <Progress.Root
        aria-label={words.uploading(upload.name)}
        value={Math.round(share * 100)}
        className="min-w-0 flex-1"
      >
        <p className="mb-1.5 flex justify-between gap-4 text-xs">
          <span className="truncate">{words.uploading(upload.name)}</span>
          <span className="shrink-0 text-ink-muted tabular-nums">{words.uploaded(format.percent(share))}</span>
        </p>
        <Progress.Track className="h-1.5 overflow-hidden rounded-full bg-selected">
          <Progress.Indicator className="h-full bg-accent transition-[width]" />
        </Progress.Track>
      </Progress.Root>
      <Button onClick={stop}>{words.stopUpload}</Button>
    </>
  );
}
