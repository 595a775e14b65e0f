import type { Alias } from '../../../shared/model/alias.ts';
import { DeleteDialog } from '../../components/DeleteDialog.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useDrafts } from './drafts.ts';
import { useRouting } from './store.ts';

interface DeleteAliasDialogProps {
  alias: Alias;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Names the rules that lead to it. */
export function DeleteAliasDialog({ alias: { id, name }, ...dialog }: DeleteAliasDialogProps) {
  const { t, format } = useI18n();
  const words = t.routing.aliases;
  const rules = useRouting((state) => state.rules) ?? [];
  const remove = useRouting((state) => state.deleteAlias);
  const setDraft = useDrafts((state) => state.setAlias);
  const leading = rules.filter(({ actions }) => actions.some((action) => 'alias' in action && action.alias === id));
  return (
    <DeleteDialog
      {...dialog}
      title={words.deleteTitle(name)}
      body={
        <>
          <p>{words.deleteBody}</p>
          {leading.length > 0 ? (
            <>
              <p className="mt-2 text-ink">{words.deleteRules(format.number(leading.length))}</p>
              <ul className="mt-1 list-disc pl-4 text-ink">
                {leading.map((rule) => (
                  <li key={rule.id}>{rule.name}</li>
                ))}
              </ul>
            </>
          ) : null}
        </>
      }
      confirmLabel={words.delete}
      done={words.deleted(name)}
      onDelete={async () => {
        await remove(id);
        setDraft(id, undefined);
      }}
    />
  );
}
