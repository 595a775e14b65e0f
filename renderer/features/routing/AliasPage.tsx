import { ArrowLeft, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Alias } from '../../../shared/model/alias.ts';
import { toastError } from '../../app/toast-error.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Page } from '../../components/Page.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { SaveBar } from '../../components/SaveBar.tsx';
import { Switch } from '../../components/Switch.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { AliasMore } from './AliasMore.tsx';
import { AliasUse } from './AliasUse.tsx';
import { DeleteAliasDialog } from './DeleteAliasDialog.tsx';
import { closeAlias } from './open-routing.ts';
import { StrategyPart } from './StrategyPart.tsx';
import { useRouting } from './store.ts';
import { TargetsPart } from './TargetsPart.tsx';
import { useAliasForm } from './use-alias-form.ts';

/** One alias, or one that is not stored yet: its name, who stands behind it, and how one of them is chosen. */
export function AliasPage({ alias }: { alias: Alias | undefined }) {
  const { t } = useI18n();
  const words = t.routing.alias;
  const back = useRef<HTMLButtonElement>(null);
  const name = useRef<HTMLInputElement>(null);
  const form = useAliasForm(alias);
  const [isDeleting, setDeleting] = useState(false);
  const update = useRouting((state) => state.updateAlias);
  const isNew = alias === undefined;
  useEffect(() => (isNew ? name.current : back.current)?.focus({ preventScroll: true }), [isNew]);
  const { draft, change, errors, box } = form;
  return (
    <Page>
      <div className="-mb-5 pt-5">
        <Button ref={back} variant="ghost" size="sm" icon={ArrowLeft} className="-ml-2" onClick={closeAlias}>
          {words.back}
        </Button>
      </div>
      <PageHeader
        title={alias?.name ?? words.newTitle}
        actions={
          alias ? (
            <>
              {form.hasDraft ? <Badge tone="warning">{t.common.unsaved}</Badge> : null}
              <Switch
                hideLabel
                label={t.routing.aliases.enabled(alias.name)}
                checked={alias.isEnabled}
                onChange={(isEnabled) => void update({ aliasId: alias.id, isEnabled }).catch(toastError)}
              />
            </>
          ) : undefined
        }
      />
      <div className="mb-8 rounded-lg border border-line bg-surface">
        <form
          ref={box}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void form.submit();
          }}
        >
          <div className="grid grid-cols-[15rem_1fr] items-start gap-4 p-4">
            <TextField
              ref={name}
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
          <StrategyPart value={draft.strategy} onChange={form.changeStrategy} />
          <TargetsPart alias={alias} draft={draft} change={change} errors={errors} />
          <AliasMore draft={draft} change={change} errors={errors} />
          <div className="sticky bottom-0 rounded-b-lg bg-surface">
            <SaveBar hasDraft={form.hasDraft} isBusy={form.isBusy} error={form.error} onReset={form.reset} />
          </div>
        </form>
      </div>
      {alias ? (
        <>
          <AliasUse name={alias.name} />
          <Button
            variant="ghost"
            icon={Trash2}
            className="-ml-3 text-danger hover:text-danger"
            onClick={() => setDeleting(true)}
          >
            {t.routing.aliases.delete}
          </Button>
          <DeleteAliasDialog alias={alias} open={isDeleting} onOpenChange={setDeleting} />
        </>
      ) : null}
    </Page>
  );
}
