import { Popover } from '@base-ui/react/popover';
import { Info } from 'lucide-react';
import type { ParameterWarning } from '../../../shared/model/parameters.ts';
import { popupClass } from '../../components/popup.ts';
import { type I18n, useI18n } from '../../lib/i18n.ts';

function nameOf({ parameter }: ParameterWarning, { t }: I18n): string {
  const names: Readonly<Record<string, string>> = t.parameters.names;
  return names[parameter] ?? parameter;
}

interface NotAsAskedProps {
  warnings: readonly ParameterWarning[];
  model: string;
}

/** What a model did not take as it was asked for: one quiet line, and why behind it. */
export function NotAsAsked({ warnings, model }: NotAsAskedProps) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const [first] = warnings;
  if (!first) return null;
  const about = first.action === 'dropped' ? t.parameters.droppedBy : t.parameters.convertedFor;
  const line =
    warnings.length === 1 ? about(nameOf(first, i18n), model) : t.parameters.several(format.number(warnings.length));
  return (
    <Popover.Root>
      <Popover.Trigger className="-mx-1.5 flex min-h-7 items-center gap-1 rounded-md px-1.5 text-left transition-colors hover:bg-hover hover:text-ink">
        <Info aria-hidden size={13} className="shrink-0" />
        {line}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="top" sideOffset={6} className="z-50">
          <Popover.Popup className={`${popupClass} flex max-h-80 w-80 flex-col gap-2.5 overflow-y-auto p-3.5!`}>
            <Popover.Title className="text-pretty font-semibold text-sm">{t.parameters.title(model)}</Popover.Title>
            <ul className="flex flex-col gap-2">
              {warnings.map((warning) => (
                <li key={`${warning.parameter} ${warning.detail}`} className="text-sm">
                  <p className="font-medium text-ink">{t.parameters[warning.action](nameOf(warning, i18n))}</p>
                  <p lang="en" className="wrap-anywhere text-pretty text-ink-muted first-letter:uppercase">
                    {warning.detail}
                  </p>
                </li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
