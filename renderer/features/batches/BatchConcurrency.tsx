import type { Batch } from '../../../shared/model/batch.ts';
import { toastError } from '../../app/toast-error.ts';
import { Select } from '../../components/Select.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { concurrencyChoices } from './batch-facts.ts';
import { useBatches } from './store.ts';

/** How many of its requests are asked at the same time; also while it runs. */
export function BatchConcurrency({ batch: { id, name, concurrency } }: { batch: Batch }) {
  const { t, format } = useI18n();
  const words = t.batches;
  const update = useBatches((state) => state.update);
  return (
    <Select
      hideLabel
      className="w-32"
      label={words.concurrencyOf(name)}
      value={String(concurrency)}
      onChange={(next) => void update({ batchId: id, concurrency: Number(next) }).catch(toastError)}
      options={concurrencyChoices(concurrency).map((count) => ({
        value: String(count),
        label: words.atOnce(format.number(count)),
      }))}
    />
  );
}
