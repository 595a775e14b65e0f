import type { Backup } from '../../../shared/model/storage.ts';
import { client } from '../../client/connect.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';

interface RestoreDialogProps {
  backup: Backup;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function RestoreDialog({ backup, open, onOpenChange }: RestoreDialogProps) {
  const { t, format } = useI18n();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t.storage.restoreTitle}
      body={t.storage.restoreBody(format.dateTime(backup.createdAt))}
      confirmLabel={t.storage.restore}
      onConfirm={async () => {
        await client.call('storage.restore', { name: backup.name });
        toast({ title: t.storage.restoring });
      }}
    />
  );
}
