import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Rule } from '../../../shared/model/rule.ts';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { type FormErrors, patternErrors } from './condition-errors.ts';
import { useDrafts } from './drafts.ts';
import { closeRule } from './open-routing.ts';
import { emptyRule, type RuleDraft, ruleChoicesOf, ruleDraftOf, ruleErrors } from './rule-draft.ts';
import { useRouting } from './store.ts';

interface RuleForm {
  draft: RuleDraft;
  hasDraft: boolean;
  errors: FormErrors;
  isBusy: boolean;
  error: unknown;
  box: RefObject<HTMLFormElement | null>;
  change(typed: Partial<RuleDraft>): void;
  submit(): Promise<void>;
  reset(): void;
}

/** What is typed of a rule, until it is saved. */
export function useRuleForm(rule: Rule | undefined): RuleForm {
  const { t } = useI18n();
  const id = rule?.id ?? 'new';
  const stored = rule ? ruleDraftOf(rule) : emptyRule;
  const typed = useDrafts((state) => state.rules[id]);
  const setDraft = useDrafts((state) => state.setRule);
  const create = useRouting((state) => state.createRule);
  const update = useRouting((state) => state.updateRule);
  const [errors, setErrors] = useState<FormErrors>({});
  const box = useRef<HTMLFormElement>(null);
  const isSame = (draft: RuleDraft): boolean => JSON.stringify(draft) === JSON.stringify(stored);
  const draft = typed ?? stored;
  useEffect(() => {
    if (Object.keys(errors).length > 0) box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);

  const form = useSubmit(async () => {
    const found = ruleErrors(draft, t);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const choices = ruleChoicesOf(draft);
    try {
      if (rule) await update({ ruleId: rule.id, ...choices });
      else await create({ ...choices, isEnabled: true });
    } catch (thrown) {
      const ofHost = patternErrors(thrown, draft.when, t);
      if (!ofHost) throw thrown;
      setErrors(ofHost);
      return;
    }
    // What was typed meanwhile is not saved yet.
    if (useDrafts.getState().rules[id] === typed) setDraft(id, undefined);
    toast({ title: t.rules.saved });
    // A new one is best seen among the others, where its place can be chosen.
    if (!rule) closeRule();
  });
  return {
    draft,
    hasDraft: typed !== undefined && !isSame(typed),
    errors,
    isBusy: form.isBusy,
    error: form.error,
    box,
    change(part) {
      const next = { ...draft, ...part };
      setErrors({});
      setDraft(id, isSame(next) ? undefined : next);
    },
    submit: form.submit,
    reset() {
      setErrors({});
      form.clear();
      setDraft(id, undefined);
    },
  };
}
