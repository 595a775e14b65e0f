import type { LocalModel } from '../../../shared/model/local-model.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { useI18n } from '../../lib/i18n.ts';

interface UnloadDialogProps {
  model: LocalModel;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onConfirm: () => void | Promise<void>;
}

/** Before answers that are being written are broken off. */
export function UnloadDialog({ model, open, onOpenChange, onConfirm }: UnloadDialogProps) {
  const { t } = useI18n();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t.models.unloadTitle(model.displayName)}
      body={t.models.unloadBody}
      confirmLabel={t.models.unloadAnyway}
      onConfirm={onConfirm}
    />
  );
}
