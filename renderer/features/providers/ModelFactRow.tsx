import clsx from 'clsx';
import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ModelDetails } from '../../../shared/model/catalogue.ts';
import type { DescribedModel } from '../../../shared/model/provider.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { type I18n, useI18n } from '../../lib/i18n.ts';

function originWords(model: DescribedModel, field: keyof ModelDetails, { t }: Pick<I18n, 't'>): string {
  const words = t.discovery.sheet;
  const origin = model.origins[field];
  if (origin === undefined) return '';
  if (origin !== 'inherited' || !model.inheritedFrom) return words.origins[origin];
  return model.underlying === null ? words.inheritedFrom(model.inheritedFrom) : words.chosenFrom(model.inheritedFrom);
}

interface ModelFactRowProps {
  label: string;
  /** Which detail it is of; the origin is that one's. */
  field: keyof ModelDetails;
  model: DescribedModel;
  onReset: (field: keyof ModelDetails) => void;
  /** For what needs more room than a number. */
  isWide?: boolean;
  /** The control, or what is only to be read. */
  children: ReactNode;
}

/** A fact: its name, its value, who says so, and the way back where the person did. */
export function ModelFactRow({ label, field, model, onReset, isWide = false, children }: ModelFactRowProps) {
  const i18n = useI18n();
  return (
    <div className="flex min-h-12 items-center gap-4 px-4 py-2">
      <span className="w-40 shrink-0 text-ink-muted text-sm">{label}</span>
      <div className={clsx('shrink-0 text-sm', isWide ? 'w-68' : 'w-44')}>{children}</div>
      <span className={clsx('-ml-2.5 shrink-0', isWide ? 'empty:hidden' : 'size-6.5')}>
        {model.origins[field] === 'user' ? (
          <IconButton
            size="sm"
            icon={RotateCcw}
            label={i18n.t.discovery.sheet.reset(label)}
            onClick={() => onReset(field)}
          />
        ) : null}
      </span>
      <span className="min-w-0 flex-1 text-right text-ink-faint text-xs">{originWords(model, field, i18n)}</span>
    </div>
  );
}
