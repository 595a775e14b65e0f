import { Progress } from '@base-ui/react/progress';
import clsx from 'clsx';
import type { Batch } from '../../../shared/model/batch.ts';
import { useI18n } from '../../lib/i18n.ts';
import { shareDone } from './batch-facts.ts';

export function BatchProgress({ batch }: { batch: Batch }) {
  const words = useI18n().t.batches;
  const share = shareDone(batch);
  return (
    <Progress.Root
      aria-label={words.progress(batch.name)}
      value={share === null ? null : Math.round(share * 100)}
      className="mt-2"
    >
      <Progress.Track className="h-1.5 overflow-hidden rounded-full bg-selected">
        <Progress.Indicator
          className={clsx(
            'h-full transition-[width] data-indeterminate:w-1/3 data-indeterminate:animate-pulse',
            batch.isPaused ? 'bg-ink-faint' : 'bg-accent',
          )}
        />
      </Progress.Track>
    </Progress.Root>
  );
}
