import { Ellipsis, FileDown, FileUp } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { ExportDialog } from './ExportDialog.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { useProviders } from './store.ts';

/** What can be done with all providers. */
export function ImportExportMenu() {
  const { t } = useI18n();
  const providers = useProviders((state) => state.providers);
  const [open, setOpen] = useState<'export' | 'import' | null>(null);
  // Kept until the dialog has faded out, then made anew.
  const [times, setTimes] = useState(0);
  const begin = (dialog: 'export' | 'import'): void => {
    setTimes(times + 1);
    setOpen(dialog);
  };
  const close = (): void => setOpen(null);
  return (
    <>
      <Menu
        trigger={<IconButton icon={Ellipsis} label={t.transfer.menu} />}
        items={[
          { label: t.transfer.importAction, icon: FileUp, run: () => begin('import') },
          {
            label: t.transfer.exportAction,
            icon: FileDown,
            disabled: !providers?.length,
            run: () => begin('export'),
          },
        ]}
      />
      <ExportDialog key={`export ${times}`} open={open === 'export'} onClose={close} providers={providers ?? []} />
      <ImportDialog key={`import ${times}`} open={open === 'import'} onClose={close} />
    </>
  );
}
