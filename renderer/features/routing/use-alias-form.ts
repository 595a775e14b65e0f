import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Alias } from '../../../shared/model/alias.ts';
import type { Strategy } from '../../../shared/model/routing.ts';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import {
  type AliasDraft,
  aliasChoicesOf,
  aliasDraftOf,
  aliasErrors,
  emptyAlias,
  isShared,
  nameError,
} from './alias-draft.ts';
import type { FormErrors } from './condition-errors.ts';
import { useDrafts } from './drafts.ts';
import { modelLine } from './model-line.ts';
import { openAlias } from './open-routing.ts';
import { useRouting } from './store.ts';

interface AliasForm {
  draft: AliasDraft;
  hasDraft: boolean;
  errors: FormErrors;
  isBusy: boolean;
  error: unknown;
  box: RefObject<HTMLFormElement | null>;
  change(typed: Partial<AliasDraft>): void;
  changeStrategy(strategy: Strategy): void;
  submit(): Promise<void>;
  reset(): void;
}

/** What is typed of an alias, until it is saved. */
export function useAliasForm(alias: Alias | undefined): AliasForm {
  const i18n = useI18n();
  const { t } = i18n;
  const id = alias?.id ?? 'new';
  const stored = alias ? aliasDraftOf(alias) : emptyAlias;
  const typed = useDrafts((state) => state.aliases[id]);
  const setDraft = useDrafts((state) => state.setAlias);
  const aliases = useRouting((state) => state.aliases) ?? [];
  const create = useRouting((state) => state.createAlias);
  const update = useRouting((state) => state.updateAlias);
  const [found, setFound] = useState<FormErrors>({});
  const box = useRef<HTMLFormElement>(null);
  const isSame = (draft: AliasDraft): boolean => JSON.stringify(draft) === JSON.stringify(stored);
  const hasDraft = typed !== undefined && !isSame(typed);
  const draft = typed ?? stored;

  const change = (part: Partial<AliasDraft>): void => {
    const next = { ...draft, ...part };
    setFound({});
    setDraft(id, isSame(next) ? undefined : next);
  };
  const wrongName = nameError(draft.name, aliases, { own: id, t });
  // An empty name is not wrong before somebody wants to save it.
  const typedErrors: FormErrors = wrongName && draft.name !== '' ? { name: wrongName } : {};
  useEffect(() => {
    if (Object.keys(found).length > 0) box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [found]);

  const form = useSubmit(async () => {
    const errors = { ...aliasErrors(draft, i18n), ...(wrongName && { name: wrongName }) };
    if (Object.keys(errors).length > 0) {
      setFound(errors);
      return;
    }
    const choices = aliasChoicesOf(draft);
    if (alias) {
      await update({ aliasId: alias.id, ...choices });
      // What was typed meanwhile is not saved yet.
      if (useDrafts.getState().aliases[id] === typed) setDraft(id, undefined);
      toast({ title: t.routing.alias.saved });
      return;
    }
    const made = await create({ ...choices, isEnabled: true });
    setDraft('new', undefined);
    openAlias(made.id, { replace: true });
    toast({
      title: t.routing.alias.created(made.name),
      description: t.routing.alias.askFor(modelLine(made.name)),
    });
  });
  return {
    draft,
    hasDraft,
    errors: { ...typedErrors, ...found },
    isBusy: form.isBusy,
    error: form.error,
    box,
    change,
    changeStrategy(strategy) {
      // What was an order is no step, and the other way round.
      const isOther = isShared(strategy) !== isShared(draft.strategy);
      const targets = isOther ? draft.targets.map((target) => ({ ...target, step: 0 })) : draft.targets;
      change({ strategy, targets });
    },
    submit: form.submit,
    reset() {
      setFound({});
      form.clear();
      setDraft(id, undefined);
    },
  };
}
