import { Copy, Ellipsis, Files, FileText, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { HostedModel } from '../../../shared/model/extras.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import { Badge } from '../../components/Badge.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import { toast } from '../../components/Toasts.tsx';
import { type I18n, useI18n } from '../../lib/i18n.ts';
import { useCopy } from '../../lib/use-copy.ts';
import { useExtras } from './extras.ts';
import { HostedCopyDialog } from './HostedCopyDialog.tsx';
import { HostedDetailsDialog } from './HostedDetailsDialog.tsx';
import { clockTime } from './time-left.ts';

interface HostedModelRowProps {
  providerId: ProviderId;
  model: HostedModel;
}

/** A model on the server: what it is, whether it is loaded, and what can be done with it. */
export function HostedModelRow({ providerId, model }: HostedModelRowProps) {
  const i18n = useI18n();
  const words = i18n.t.extras.hosted;
  const remove = useExtras((state) => state.remove);
  const { copy } = useCopy();
  const [dialog, setDialog] = useState<'details' | 'copy' | 'delete'>();
  const close = (): void => setDialog(undefined);
  const { name, running } = model;
  return (
    <li className="flex h-14 items-center gap-3 px-4">
      <div className="min-w-0 flex-1">
        <p className="truncate font-mono text-xs">{name}</p>
        <p className="mt-0.5 truncate text-ink-muted text-xs tabular-nums">{factsLine(model, i18n)}</p>
      </div>
      {running ? (
        <span title={memoryWords(running, i18n)}>
          <Badge tone="success">
            {running.until === null ? words.running : words.runningUntil(clockTime(running.until, i18n.language))}
            <span className="sr-only">{memoryWords(running, i18n)}</span>
          </Badge>
        </span>
      ) : null}
      <span className="-mr-2">
        <Menu
          trigger={<IconButton size="sm" icon={Ellipsis} label={words.actionsFor(name)} />}
          items={[
            { label: words.details, icon: FileText, run: () => setDialog('details') },
            { label: words.copyName, icon: Copy, run: () => void copy(name) },
            { label: words.copy, icon: Files, run: () => setDialog('copy') },
            'separator',
            { label: words.delete, icon: Trash2, tone: 'danger', run: () => setDialog('delete') },
          ]}
        />
      </span>
      <HostedDetailsDialog open={dialog === 'details'} onClose={close} providerId={providerId} model={model} />
      <HostedCopyDialog open={dialog === 'copy'} onClose={close} providerId={providerId} name={name} />
      <ConfirmDialog
        open={dialog === 'delete'}
        onOpenChange={close}
        title={words.deleteTitle(name)}
        body={words.deleteBody}
        confirmLabel={words.delete}
        onConfirm={async () => {
          await remove(providerId, name);
          toast({ title: words.deleted(name) });
        }}
      />
    </li>
  );
}

/** Parameters, quantisation, family, size. */
const factsLine = ({ parameters, quantization, family, size }: HostedModel, { format }: I18n): string =>
  [parameters, quantization, family, format.bytes(size)].filter(Boolean).join(' · ');

function memoryWords({ memory, graphicsMemory }: NonNullable<HostedModel['running']>, { t, format }: I18n): string {
  const words = t.extras.hosted;
  if (graphicsMemory === 0) return words.memory(format.bytes(memory));
  return words.memorySplit(format.bytes(memory), format.bytes(graphicsMemory));
}
