import type { Rule } from '../../../shared/model/rule.ts';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { ActionsPart } from './ActionsPart.tsx';
import { ConditionGroup } from './ConditionGroup.tsx';
import { DeleteRuleDialog } from './DeleteRuleDialog.tsx';
import { EditPage } from './EditPage.tsx';
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
  const words = i18n.t.rules;
  const form = useRuleForm(rule);
  const names = useTargetNames();
  const update = useRouting((state) => state.updateRule);
  const problems = useRouting((state) => state.problems);
  const { draft, change, errors } = form;
  return (
    <EditPage
      title={rule?.name ?? words.newTitle}
      back={{ label: words.back, go: closeRule }}
      form={form}
      stored={
        rule && {
          isEnabled: rule.isEnabled,
          enabled: words.enabled(rule.name),
          enable: (isEnabled) => update({ ruleId: rule.id, isEnabled }),
          delete: words.delete,
          dialog: (open) => <DeleteRuleDialog rule={rule} {...open} />,
        }
      }
    >
      <div className="flex flex-col gap-4 p-4">
        <TextField
          label={words.name}
          maxLength={80}
          value={draft.name}
          onChange={(next) => change({ name: next })}
          error={errors['name']}
        />
        <div className="rounded-md bg-sunken px-3 py-2.5">
          <p className="font-medium text-2xs text-ink-faint">{words.readsAs}</p>
          <p className="mt-0.5 text-pretty break-words text-sm">{ruleSentence(ruleChoicesOf(draft), names, i18n)}</p>
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
    </EditPage>
  );
}
