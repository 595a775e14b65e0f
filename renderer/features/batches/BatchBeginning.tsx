import { type ReactNode, useState } from 'react';
import type { Batch, BatchWay } from '../../../shared/model/batch.ts';
import { toastError } from '../../app/toast-error.ts';
import { Button } from '../../components/Button.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useBatches } from './store.ts';

/** Who asks its requests: its provider, for less and in its own time, or this app. */
export function BatchBeginning({ batch }: { batch: Batch }) {
  const { t, format } = useI18n();
  const words = t.batches.begin;
  const begin = useBatches((state) => state.begin);
  const [busy, setBusy] = useState<BatchWay | null>(null);
  const { id, name, native, concurrency } = batch;
  const choose = (via: BatchWay) => (): void => {
    setBusy(via);
    begin(id, via)
      .catch(toastError)
      .finally(() => setBusy(null));
  };
  const hours = native ? format.number(native.window) : '';
  return (
    <fieldset aria-label={words.label(name)} className="mt-3 grid gap-3 sm:grid-cols-2">
      {native ? (
        <Way
          title={words.native(native.providerName, format.percent(native.discount))}
          help={words.nativeHelp(native.providerName, hours)}
        >
          <Button
            variant="primary"
            size="sm"
            busy={busy === 'native'}
            disabled={busy === 'here'}
            onClick={choose('native')}
          >
            {words.nativeButton(native.providerName)}
          </Button>
        </Way>
      ) : null}
      <Way title={words.here} help={words.hereHelp(format.number(concurrency))}>
        <Button size="sm" busy={busy === 'here'} disabled={busy === 'native'} onClick={choose('here')}>
          {words.hereButton}
        </Button>
      </Way>
    </fieldset>
  );
}

function Way({ title, help, children }: { title: string; help: string; children: ReactNode }) {
  return (
    <div className="flex flex-col items-start rounded-md border border-line bg-sunken px-3 py-2.5">
      <p className="font-medium text-sm">{title}</p>
      <p className="mt-0.5 mb-2.5 flex-1 text-pretty text-ink-muted text-xs">{help}</p>
      {children}
    </div>
  );
}
