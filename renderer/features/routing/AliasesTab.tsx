import { Plus, Split } from 'lucide-react';
import { openAddProvider } from '../../app/add-provider.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useModels } from '../models/store.ts';
import { useProviders } from '../providers/store.ts';
import { AliasRow } from './AliasRow.tsx';
import { emptyAlias, newTarget } from './alias-draft.ts';
import { useDrafts } from './drafts.ts';
import { firstTargets } from './first-targets.ts';
import { ListState } from './ListState.tsx';
import { openAlias } from './open-routing.ts';
import { useRouting } from './store.ts';

/** The name of the alias that is offered to begin with. */
const firstName = 'fast';

export function NewAliasButton() {
  const { t } = useI18n();
  return (
    <Button variant="primary" icon={Plus} onClick={() => openAlias('new')}>
      {t.routing.aliases.add}
    </Button>
  );
}

export function AliasesTab() {
  const { t } = useI18n();
  const aliases = useRouting((state) => state.aliases);
  return (
    <ListState>
      {aliases?.length === 0 ? (
        <NoAliases />
      ) : (
        <ul
          aria-label={t.routing.aliases.list}
          className="divide-y divide-line rounded-lg border border-line bg-surface"
        >
          {aliases?.map((alias) => (
            <AliasRow key={alias.id} alias={alias} />
          ))}
        </ul>
      )}
    </ListState>
  );
}

/** Says what an alias is good for, and begins one from the models at hand. */
function NoAliases() {
  const { t } = useI18n();
  const words = t.routing.aliases;
  const models = useProviders((state) => state.models);
  const local = useModels((state) => state.models);
  const setDraft = useDrafts((state) => state.setAlias);
  const targets = firstTargets(models, local ?? []);
  const begin = (): void => {
    setDraft('new', { ...emptyAlias, name: firstName, targets: targets.map(newTarget) });
    openAlias('new');
  };
  const actions =
    targets.length > 0 ? (
      <>
        <Button variant="primary" onClick={begin}>
          {words.empty.fromModels(firstName)}
        </Button>
        <Button onClick={() => openAlias('new')}>{words.add}</Button>
      </>
    ) : (
      <Button variant="primary" onClick={openAddProvider}>
        {words.empty.addProvider}
      </Button>
    );
  return (
    <EmptyState
      icon={Split}
      title={words.empty.title}
      body={
        <>
          <p>{words.empty.body}</p>
          {targets.length === 0 ? <p className="mt-2">{words.empty.needsModels}</p> : null}
        </>
      }
      action={actions}
    />
  );
}
