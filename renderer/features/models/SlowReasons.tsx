import { Popover } from '@base-ui/react/popover';
import { Gauge } from 'lucide-react';
import type { SlowReason } from '../../../shared/model/local-model.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { popupClass } from '../../components/popup.ts';
import { useI18n } from '../../lib/i18n.ts';
import { openModel } from './open-model.ts';
import { useModel } from './store.ts';

/** Why a model is slower than it could be, each with what helps. */
export function SlowReasons({ reasons }: { reasons: readonly SlowReason[] }) {
  const { t } = useI18n();
  return (
    <ul className="flex flex-col gap-2.5">
      {reasons.map((reason) => (
        <li key={reason} className="text-sm">
          <p className="font-medium text-ink">{t.models.slow[reason].title}</p>
          <p className="text-pretty text-ink-muted">{t.models.slow[reason].remedy}</p>
        </li>
      ))}
    </ul>
  );
}

/** The same behind a small button, for the foot of an answer. */
export function SlowHint({ modelName }: { modelName: string }) {
  const { t } = useI18n();
  const model = useModel(modelName);
  if (!model?.slowReasons.length) return null;
  const title = t.models.page.slowTitle;
  return (
    <Popover.Root>
      <Popover.Trigger render={<IconButton size="sm" icon={Gauge} label={title} className="text-warning" />} />
      <Popover.Portal>
        <Popover.Positioner side="top" sideOffset={6} className="z-50">
          <Popover.Popup className={`${popupClass} flex w-80 flex-col gap-2.5 p-3.5!`}>
            <Popover.Title className="font-semibold text-sm">{title}</Popover.Title>
            <SlowReasons reasons={model.slowReasons} />
            <Button size="sm" className="self-start" onClick={() => openModel(model.name)}>
              {t.models.page.openModel}
            </Button>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
