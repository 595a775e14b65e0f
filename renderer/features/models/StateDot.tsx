import clsx from 'clsx';
import type { LocalModel } from '../../../shared/model/local-model.ts';
import { useI18n } from '../../lib/i18n.ts';
import { type Standing, standingOf, stateWords } from './model-state.ts';

const dots: Record<Standing, string> = {
  'on-disk': 'border border-ink-faint',
  arriving: 'border border-ink-faint border-dashed',
  waiting: 'bg-warning',
  loading: 'animate-pulse bg-accent',
  loaded: 'bg-success',
  busy: 'animate-pulse bg-success',
  unloading: 'bg-ink-faint',
  failed: 'bg-danger',
};

/** How a model stands, as a dot and a word. */
export function StateDot({ model, className }: { model: LocalModel; className?: string }) {
  const i18n = useI18n();
  const standing = standingOf(model);
  const words = stateWords(model, i18n);
  return (
    <span
      title={words}
      className={clsx(
        'inline-flex min-w-0 items-center gap-1.5 whitespace-nowrap text-xs tabular-nums',
        standing === 'failed' ? 'text-danger' : 'text-ink-muted',
        className,
      )}
    >
      <span aria-hidden className={clsx('size-2 shrink-0 rounded-full', dots[standing])} />
      <span className="truncate">{words}</span>
    </span>
  );
}
