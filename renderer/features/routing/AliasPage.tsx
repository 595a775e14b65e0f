import type { Alias } from '../../../shared/model/alias.ts';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { AliasMore } from './AliasMore.tsx';
import { AliasUse } from './AliasUse.tsx';
import { DeleteAliasDialog } from './DeleteAliasDialog.tsx';
import { EditPage } from './EditPage.tsx';
import { closeAlias } from './open-routing.ts';
import { Problems } from './Problems.tsx';
import { problemsOfAlias } from './routing-store.ts';
import { StrategyPart } from './StrategyPart.tsx';
import { useRouting } from './store.ts';
import { TargetsPart } from './TargetsPart.tsx';
import { useAliasForm } from './use-alias-form.ts';

/** One alias, or one that is not stored yet: its name, who stands behind it, and how one of them is chosen. */
export function AliasPage({ alias }: { alias: Alias | undefined }) {
  const { t } = useI18n();
  const words = t.routing.alias;
  const form = useAliasForm(alias);
  const update = useRouting((state) => state.updateAlias);
  const problems = useRouting((state) => state.problems);
  const { draft, change, errors } = form;
  // Those of a model are shown at it.
  const ofAll = alias ? problemsOfAlias(problems, alias.id).filter(({ index }) => index === null) : [];
  return (
    <EditPage
      title={alias?.name ?? words.newTitle}
      back={{ label: words.back, go: closeAlias }}
      form={form}
      stored={
        alias && {
          isEnabled: alias.isEnabled,
          enabled: t.routing.aliases.enabled(alias.name),
          enable: (isEnabled) => update({ aliasId: alias.id, isEnabled }),
          delete: t.routing.aliases.delete,
          dialog: (open) => <DeleteAliasDialog alias={alias} {...open} />,
        }
      }
      more={alias ? <AliasUse name={alias.name} /> : null}
    >
      <div className="p-4">
        <div className="grid grid-cols-[15rem_1fr] items-start gap-4">
          <TextField
            mono
            label={words.name}
            description={words.nameHelp}
            maxLength={100}
            value={draft.name}
            onChange={(next) => change({ name: next })}
            error={errors['name']}
          />
          <TextField
            label={words.describe}
            description={words.describeHelp}
            maxLength={500}
            value={draft.description}
            onChange={(description) => change({ description })}
          />
        </div>
        <Problems problems={ofAll} subjectOf={() => undefined} className="mt-4" />
      </div>
      <StrategyPart value={draft.strategy} onChange={form.changeStrategy} />
      <TargetsPart alias={alias} draft={draft} change={change} errors={errors} />
      <AliasMore draft={draft} change={change} errors={errors} />
    </EditPage>
  );
}
