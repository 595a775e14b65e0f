import { AlertDialog } from '@base-ui/react/alert-dialog';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { useI18n } from '../lib/i18n.ts';
import { useSubmit } from '../lib/use-submit.ts';
import { Button } from './Button.tsx';
import { backdropClass, dialogClass } from './Dialog.tsx';
import { ErrorText } from './ErrorText.tsx';

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will happen, and what will not. */
  body: ReactNode;
  confirmLabel: string;
  tone?: 'danger' | 'primary';
  /** The dialog closes when this is through, and stays with the error when it throws. */
  onConfirm: () => void | Promise<void>;
  /** Whether what had the focus before gets it back. Default: it does. */
  finalFocus?: (() => boolean) | undefined;
}

export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  body,
  confirmLabel,
  tone = 'danger',
  onConfirm,
  finalFocus,
}: ConfirmDialogProps) {
  const { t } = useI18n();
  const { isBusy, error, submit, clear } = useSubmit(async () => {
    await onConfirm();
    change(false);
  });
  function change(next: boolean): void {
    clear();
    onOpenChange(next);
  }
  return (
    <AlertDialog.Root open={open} onOpenChange={change}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={backdropClass} />
        <AlertDialog.Popup className={clsx(dialogClass, 'max-w-sm')} {...(finalFocus ? { finalFocus } : {})}>
          <div className="flex flex-col gap-1.5 px-5 pt-4 pb-5">
            <AlertDialog.Title className="font-semibold text-lg">{title}</AlertDialog.Title>
            <AlertDialog.Description render={<div />} className="text-ink-muted text-sm">
              {body}
            </AlertDialog.Description>
            {error === undefined ? null : <ErrorText error={error} className="mt-2" />}
          </div>
          <div className="flex justify-end gap-2 border-line border-t px-5 py-3">
            <AlertDialog.Close render={<Button>{t.common.cancel}</Button>} />
            <Button variant={tone} busy={isBusy} onClick={() => void submit()}>
              {confirmLabel}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
