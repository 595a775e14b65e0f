import { type ReactNode, useRef } from 'react';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { toast } from './Toasts.tsx';

interface DeleteDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What goes with it, and what stays. */
  body: ReactNode;
  confirmLabel: string;
  /** Said when it is gone. */
  done: string;
  onDelete: () => Promise<void>;
}

/** Asks before something goes for good. */
export function DeleteDialog({ done, onDelete, ...dialog }: DeleteDialogProps) {
  const isDeleted = useRef(false);
  return (
    <ConfirmDialog
      {...dialog}
      // The button that opened it goes with what is deleted; the room then finds another place.
      finalFocus={() => !isDeleted.current}
      onConfirm={async () => {
        isDeleted.current = true;
        try {
          await onDelete();
        } catch (error) {
          isDeleted.current = false;
          throw error;
        }
        toast({ title: done });
      }}
    />
  );
}
