import { ArrowLeft, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Rule } from '../../../shared/model/rule.ts';
import { toastError } from '../../app/toast-error.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Page } from '../../components/Page.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { SaveBar } from '../../components/SaveBar.tsx';
import { Switch } from '../../components/Switch.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { ActionsPart } from './ActionsPart.tsx';
import { ConditionGroup } from './ConditionGroup.tsx';
import { DeleteRuleDialog } from './DeleteRuleDialog.tsx';
import { withItem } from './edit-group.ts';
import { FormPart } from './FormPart.tsx';
import { closeRule } from './open-routing.ts';
import { Problems } from './Problems.tsx';
import { problemsOfRule } from './routing-store.ts';
import { ruleChoicesOf } from './rule-draft.ts';
import { ruleSentence } from './rule-words.ts';
import { useRouting } from './store.ts';
import { useTargetNames } from './target-names.ts';
import { useRuleForm } from './use-rule-form.ts';

/** One rule, or one that is not stored yet: when it holds, and what then becomes of a request. */
export function RulePage({ rule }: { rule: Rule | undefined }) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.rules;
  const back = useRef<HTMLButtonElement>(null);
  const name = useRef<HTMLInputElement>(null);
  const form = useRuleForm(rule);
  const names = useTargetNames();
  const update = useRouting((state) => state.updateRule);
  const problems = useRouting((state) => state.problems);
  const [isDeleting, setDeleting] = useState(false);
  const isNew = rule === undefined;
  useEffect(() => (isNew ? name.current : back.current)?.focus({ preventScroll: true }), [isNew]);
  const { draft, change, errors, box } = form;
  return (
    <Page>
      <div className="-mb-5 pt-5">
        <Button ref={back} variant="ghost" size="sm" icon={ArrowLeft} className="-ml-2" onClick={closeRule}>
          {words.back}
        </Button>
      </div>
      <PageHeader
        title={rule?.name ?? words.newTitle}
        actions={
          rule ? (
            <>
              {form.hasDraft ? <Badge tone="warning">{t.common.unsaved}</Badge> : null}
              <Switch
                hideLabel
                label={words.enabled(rule.name)}
                checked={rule.isEnabled}
                onChange={(isEnabled) => void update({ ruleId: rule.id, isEnabled }).catch(toastError)}
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
          <div className="flex flex-col gap-4 p-4">
            <TextField
              ref={name}
              label={words.name}
              maxLength={80}
              value={draft.name}
              onChange={(next) => change({ name: next })}
              error={errors['name']}
            />
            <div className="rounded-md bg-sunken px-3 py-2.5">
              <p className="font-medium text-2xs text-ink-faint">{words.readsAs}</p>
              <p className="mt-0.5 text-pretty break-words text-sm">
                {ruleSentence(ruleChoicesOf(draft), names, i18n)}
              </p>
              {rule ? <Problems problems={problemsOfRule(problems, rule.id)} subjectOf={() => undefined} /> : null}
            </div>
          </div>
          <FormPart title={words.when} help={words.whenHelp}>
            <ConditionGroup
              group={draft.when}
              depth={1}
              errors={errors}
              onItem={(key, edit) => change({ when: withItem(draft.when, key, edit) })}
            />
          </FormPart>
          <ActionsPart actions={draft.actions} errors={errors} onChange={(actions) => change({ actions })} />
          <div className="sticky bottom-0 z-1 rounded-b-lg bg-surface">
            <SaveBar hasDraft={form.hasDraft} isBusy={form.isBusy} error={form.error} onReset={form.reset} />
          </div>
        </form>
      </div>
      {rule ? (
        <>
          <Button
            variant="ghost"
            icon={Trash2}
            className="-ml-3 text-danger hover:text-danger"
            onClick={() => setDeleting(true)}
          >
            {words.delete}
          </Button>
          <DeleteRuleDialog rule={rule} open={isDeleting} onOpenChange={setDeleting} />
        </>
      ) : null}
    </Page>
  );
}
