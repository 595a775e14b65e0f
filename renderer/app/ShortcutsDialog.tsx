import { Dialog } from '../components/Dialog.tsx';
import { Kbd } from '../components/Kbd.tsx';
import { useI18n } from '../lib/i18n.ts';
import { allCommands } from './commands.ts';
import { closeOverlay, useOverlay } from './overlays.ts';

/** Drawn from the commands, so a shortcut that works is always listed. */
export function ShortcutsDialog() {
  const { t } = useI18n();
  const isOpen = useOverlay() === 'shortcuts';
  const rows = [
    { id: 'palette', label: t.palette.shortcuts.palette, shortcut: 'mod+k' },
    ...allCommands().flatMap(({ id, label, shortcuts }) =>
      shortcuts?.[0] ? [{ id, label, shortcut: shortcuts[0] }] : [],
    ),
  ];
  return (
    <Dialog open={isOpen} onOpenChange={(open) => !open && closeOverlay()} title={t.palette.shortcuts.title} size="sm">
      <dl className="flex flex-col divide-y divide-line">
        {rows.map(({ id, label, shortcut }) => (
          <div key={id} className="flex h-9 items-center justify-between gap-4">
            <dt className="text-sm">{label}</dt>
            <dd>
              <Kbd keys={shortcut} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
