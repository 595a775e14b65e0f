import { Collapsible } from '@base-ui/react/collapsible';
import clsx from 'clsx';
import { ChevronRight, ChevronsUpDown } from 'lucide-react';
import { ErrorText } from '../../components/ErrorText.tsx';
import { controlClass, descriptionClass, labelClass } from '../../components/field.tsx';
import { NumberField } from '../../components/NumberField.tsx';
import { Select } from '../../components/Select.tsx';
import { TagsField } from '../../components/TagsField.tsx';
import { TextAreaField } from '../../components/TextAreaField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useFindNames } from './find-targets.ts';
import { doorNames, goalNames, needNames } from './names-of.ts';
import { SearchList } from './SearchList.tsx';
import { ToggleChips } from './ToggleChips.tsx';
import { TryResult } from './TryResult.tsx';
import { tryOf, useTryForm } from './try-form.ts';
import { useTry } from './use-try.ts';

/** Where a request would go, and why. */
export function TryTab() {
  const { t } = useI18n();
  const words = t.route.try;
  const form = useTryForm();
  const { result, error, isWorking } = useTry(tryOf(form));
  const find = useFindNames();
  const set = useTryForm.setState;
  return (
    <>
      <div className="mb-6 rounded-lg border border-line bg-surface">
        <div className="flex flex-col gap-4 p-4">
          <TextAreaField
            label={words.prompt}
            description={words.intro}
            placeholder={words.promptPlaceholder}
            rows={4}
            value={form.text}
            onChange={(text) => set({ text })}
          />
          <div className="flex flex-col gap-1.5">
            <span aria-hidden className={labelClass}>
              {words.name}
            </span>
            <SearchList
              label={words.name}
              find={find}
              onPick={(name) => set({ name })}
              trigger={
                <button
                  type="button"
                  aria-label={`${words.name}: ${form.name}`}
                  className={clsx(controlClass, 'flex items-center justify-between gap-2 text-left')}
                >
                  <span className="truncate font-mono text-xs">{form.name}</span>
                  <ChevronsUpDown aria-hidden size={14} className="shrink-0 text-ink-faint" />
                </button>
              }
            />
            <span className={descriptionClass}>{words.nameHelp}</span>
          </div>
        </div>
        <TryMore />
      </div>
      {error === undefined ? null : <ErrorText error={error} />}
      {result ? <TryResult result={result} isOld={isWorking} /> : null}
    </>
  );
}

function TryMore() {
  const { t } = useI18n();
  const words = t.route.try;
  const { door, client, tags, needs, maxOutputTokens, goal } = useTryForm();
  const set = useTryForm.setState;
  return (
    <Collapsible.Root className="border-line border-t">
      <Collapsible.Trigger className="group flex h-11 w-full items-center gap-2 rounded-b-lg px-4 text-left text-sm hover:bg-hover data-panel-open:rounded-none">
        <ChevronRight
          aria-hidden
          size={15}
          className="text-ink-faint transition-transform group-data-panel-open:rotate-90"
        />
        {words.more}
      </Collapsible.Trigger>
      <Collapsible.Panel className="grid grid-cols-2 items-start gap-4 px-4 pt-2 pb-4">
        <div className="col-span-2 flex flex-col gap-1.5">
          <span aria-hidden className={labelClass}>
            {words.needs}
          </span>
          <ToggleChips
            label={words.needs}
            options={needNames(t).map((value) => ({ value, label: t.rules.needs[value].name }))}
            value={needs}
            onChange={(next) => set({ needs: next })}
          />
        </div>
        <Select
          label={words.door}
          value={door}
          onChange={(next) => set({ door: next })}
          options={doorNames(t).map((value) => ({ value, label: t.rules.doors[value] }))}
        />
        <TextField
          label={words.client}
          placeholder={words.clientPlaceholder}
          maxLength={80}
          value={client}
          onChange={(next) => set({ client: next })}
        />
        <TagsField label={words.tags} maxLength={40} most={20} value={tags} onChange={(next) => set({ tags: next })} />
        <NumberField
          label={words.maxOutput}
          placeholder={words.maxOutputPlaceholder}
          inputMode="numeric"
          unit={t.rules.fields.tokens}
          value={maxOutputTokens}
          onChange={(next) => set({ maxOutputTokens: next })}
        />
        <Select
          label={words.goal}
          value={goal}
          onChange={(next) => set({ goal: next })}
          options={goalNames(t).map((value) => ({ value, label: t.route.goals[value] }))}
        />
      </Collapsible.Panel>
    </Collapsible.Root>
  );
}
