import { useState } from 'react';
import { updateSettings, useSettings } from '../../app/settings-store.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useSubmit } from '../../lib/use-submit.ts';

interface FolderDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** From the root, a drive or a share on. */
export const isWholePath = (path: string): boolean => /^(\/|[a-z]:[\\/]|\\\\)/i.test(path);

export function FolderDialog({ open, onOpenChange }: FolderDialogProps) {
  const { t } = useI18n();
  const words = t.models.folders;
  const folders = useSettings()?.modelFolders ?? [];
  const [path, setPath] = useState('');
  const [fault, setFault] = useState<string>();
  const leave = (): void => {
    setPath('');
    setFault(undefined);
    onOpenChange(false);
  };
  const add = useSubmit(async () => {
    const wanted = path.trim();
    if (!isWholePath(wanted)) return setFault(words.notAbsolute);
    if (folders.includes(wanted)) return setFault(words.twice);
    await updateSettings({ modelFolders: [...folders, wanted] }, { atOnce: false });
    leave();
  });
  const close = (): void => {
    add.clear();
    leave();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(next) : close())}
      title={words.addTitle}
      description={words.addBody}
      onSubmit={() => void add.submit()}
      footer={
        <>
          <Button onClick={close}>{t.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={add.isBusy}>
            {t.common.add}
          </Button>
        </>
      }
    >
      <TextField
        mono
        label={words.path}
        value={path}
        error={fault}
        onChange={(next) => {
          setPath(next);
          setFault(undefined);
        }}
      />
      {add.error === undefined ? null : <ErrorText error={add.error} className="mt-3" />}
    </Dialog>
  );
}
