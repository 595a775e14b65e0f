import { useRef } from 'react';
import type { Rule } from '../../../shared/model/rule.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useDrafts } from './drafts.ts';
import { useRouting } from './store.ts';

interface DeleteRuleDialogProps {
  rule: Rule;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function DeleteRuleDialog({ rule, open, onOpenChange }: DeleteRuleDialogProps) {
  const words = useI18n().t.rules;
  const { id, name } = rule;
  const remove = useRouting((state) => state.deleteRule);
  const setDraft = useDrafts((state) => state.setRule);
  const isDeleted = useRef(false);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={words.deleteTitle(name)}
      body={words.deleteBody}
      confirmLabel={words.delete}
      // The button that opened it goes with the rule; the room then finds another place.
      finalFocus={() => !isDeleted.current}
      onConfirm={async () => {
        isDeleted.current = true;
        try {
          await remove(id);
        } catch (error) {
          isDeleted.current = false;
          throw error;
        }
        setDraft(id, undefined);
        toast({ title: words.deleted(name) });
      }}
    />
  );
}
