import type { Rule } from '../../../shared/model/rule.ts';
import { DeleteDialog } from '../../components/DeleteDialog.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useDrafts } from './drafts.ts';
import { useRouting } from './store.ts';

interface DeleteRuleDialogProps {
  rule: Rule;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function DeleteRuleDialog({ rule: { id, name }, ...dialog }: DeleteRuleDialogProps) {
  const words = useI18n().t.rules;
  const remove = useRouting((state) => state.deleteRule);
  const setDraft = useDrafts((state) => state.setRule);
  return (
    <DeleteDialog
      {...dialog}
      title={words.deleteTitle(name)}
      body={words.deleteBody}
      confirmLabel={words.delete}
      done={words.deleted(name)}
      onDelete={async () => {
        await remove(id);
        setDraft(id, undefined);
      }}
    />
  );
}
