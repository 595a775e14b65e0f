import clsx from 'clsx';
import { ChevronsUpDown } from 'lucide-react';
import { useId } from 'react';
import type { Target } from '../../../shared/model/provider.ts';
import { controlClass } from '../../components/field.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useFindTargets } from './find-targets.ts';
import { SearchList } from './SearchList.tsx';
import { useTargetNames } from './target-names.ts';

interface TargetFieldProps {
  label: string;
  value: Target | null;
  onChange: (target: Target) => void;
  error: string | undefined;
}

/** One model of all, in a field of a form. */
export function TargetField({ label, value, onChange, error }: TargetFieldProps) {
  const { t } = useI18n();
  const names = useTargetNames();
  const find = useFindTargets(value ? [value] : []);
  const errorId = useId();
  const shown = value ? `${names.target(value)} · ${names.providerOf(value)}` : t.routing.models.choose;
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <SearchList
        label={label}
        find={find}
        onPick={onChange}
        errorId={error === undefined ? undefined : errorId}
        trigger={
          <button
            type="button"
            aria-label={`${label}: ${shown}`}
            className={clsx(
              controlClass,
              'flex items-center justify-between gap-2 text-left',
              error !== undefined && 'border-danger',
            )}
          >
            <span className={clsx('truncate', !value && 'text-ink-faint')}>{shown}</span>
            <ChevronsUpDown aria-hidden size={14} className="shrink-0 text-ink-faint" />
          </button>
        }
      />
      {error === undefined ? null : (
        <p id={errorId} className="text-danger text-xs">
          {error}
        </p>
      )}
    </div>
  );
}
