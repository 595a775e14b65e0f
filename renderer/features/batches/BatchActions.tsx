import { CircleStop, Download, Ellipsis, Pause, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Batch, BatchFile } from '../../../shared/model/batch.ts';
import { toastError } from '../../app/toast-error.ts';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { saveFile } from '../providers/save-file.ts';
import { BatchConcurrency } from './BatchConcurrency.tsx';
import { canBeStopped, canPause, fileName, hasEnded } from './batch-facts.ts';
import { useBatches } from './store.ts';

/** What can be done about a batch, by how it stands. */
export function BatchActions({ batch }: { batch: Batch }) {
  const words = useI18n().t.batches;
  const { id, name, isPaused, inputSize, outputSize, errorsSize } = batch;
  const update = useBatches((state) => state.update);
  const cancel = useBatches((state) => state.cancel);
  const remove = useBatches((state) => state.remove);
  const read = useBatches((state) => state.read);
  const [asking, setAsking] = useState<'stop' | 'delete' | null>(null);
  const save = (file: BatchFile): void =>
    void read(id, file).then((pieces) => saveFile(fileName(name, file), pieces), toastError);
  const ends = hasEnded(batch);
  return (
    <div className="flex shrink-0 items-center gap-2">
      {canPause(batch) ? (
        <>
          <BatchConcurrency batch={batch} />
          <IconButton
            icon={isPaused ? Play : Pause}
            label={isPaused ? words.resumeNamed(name) : words.pauseNamed(name)}
            onClick={() => void update({ batchId: id, isPaused: !isPaused }).catch(toastError)}
          />
        </>
      ) : null}
      {ends && errorsSize ? (
        <Button size="sm" onClick={() => save('errors')}>
          {words.errors}
        </Button>
      ) : null}
      {ends && outputSize ? (
        <Button size="sm" icon={Download} onClick={() => save('output')}>
          {words.results}
        </Button>
      ) : null}
      <span className="-mr-2">
        <Menu
          trigger={<IconButton icon={Ellipsis} label={words.actionsFor(name)} />}
          items={[
            { label: words.input, icon: Download, run: () => save('input'), disabled: !inputSize },
            'separator',
            ends
              ? { label: words.delete, icon: Trash2, tone: 'danger', run: () => setAsking('delete') }
              : {
                  label: words.cancel,
                  icon: CircleStop,
                  tone: 'danger',
                  run: () => setAsking('stop'),
                  disabled: !canBeStopped(batch),
                },
          ]}
        />
      </span>
      <ConfirmDialog
        open={asking === 'stop'}
        onOpenChange={() => setAsking(null)}
        title={words.cancelTitle(name)}
        body={batch.remote ? words.cancelBodyThere : words.cancelBody}
        confirmLabel={words.cancel}
        onConfirm={() => cancel(id)}
      />
      <ConfirmDialog
        open={asking === 'delete'}
        onOpenChange={() => setAsking(null)}
        title={words.deleteTitle(name)}
        body={words.deleteBody}
        confirmLabel={words.delete}
        onConfirm={async () => {
          await remove(id);
          toast({ title: words.deleted(name) });
        }}
      />
    </div>
  );
}
