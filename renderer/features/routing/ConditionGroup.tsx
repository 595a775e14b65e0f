import clsx from 'clsx';
import { FolderPlus, Plus, X } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import { Select } from '../../components/Select.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { ConditionRow } from './ConditionRow.tsx';
import {
  type ConditionKind,
  deepest,
  emptyFields,
  emptyGroup,
  type GroupDraft,
  type GroupMode,
  type ItemDraft,
} from './condition-draft.ts';
import type { FormErrors } from './condition-errors.ts';
import { conditionKinds } from './names-of.ts';

export type EditItem = (key: string, edit: (item: ItemDraft) => ItemDraft | null) => void;

interface ConditionGroupProps {
  group: GroupDraft;
  /** The outermost is 1. */
  depth: number;
  errors: FormErrors;
  onItem: EditItem;
}

const modes: readonly GroupMode[] = ['all', 'any', 'none'];

/** Conditions that go together; each of them may be such a group again. */
export function ConditionGroup({ group, depth, errors, onItem }: ConditionGroupProps) {
  const { t } = useI18n();
  const words = t.rules;
  const box = useRef<HTMLFieldSetElement>(null);
  const isOutermost = depth === 1;
  const add = (item: ItemDraft): void => {
    onItem(group.key, (old) => (old.type === 'group' ? { ...old, items: [...old.items, item] } : old));
    // Not there yet.
    requestAnimationFrame(() => {
      const rows = box.current?.querySelectorAll<HTMLElement>(':scope > [data-item]');
      rows
        ?.item(rows.length - 1)
        .querySelector<HTMLElement>('[data-fields] :is(input, button, textarea), button')
        ?.focus();
    });
  };
  const addRow = (kind: ConditionKind): void =>
    add({ type: 'row', key: crypto.randomUUID(), fields: emptyFields(kind) });
  const remove = (key: string): void => {
    onItem(key, () => null);
    box.current?.querySelector<HTMLElement>(':scope > [data-add] button')?.focus();
  };
  return (
    <fieldset
      ref={box}
      className={clsx('flex min-w-0 flex-col gap-2.5', !isOutermost && 'rounded-md border border-line bg-sunken p-3')}
    >
      <legend className="sr-only">{isOutermost ? words.when : words.group}</legend>
      {group.items.length > 1 || !isOutermost || group.mode !== 'all' ? (
        <div className="flex items-center gap-2">
          <Select
            hideLabel
            className="w-60!"
            label={words.groupMode}
            value={group.mode}
            onChange={(mode) => onItem(group.key, (old) => (old.type === 'group' ? { ...old, mode } : old))}
            options={modes.map((value) => ({ value, label: words.groups[value] }))}
          />
          {isOutermost ? null : (
            <IconButton
              icon={X}
              label={words.removeGroup}
              className="ml-auto"
              onClick={() => onItem(group.key, () => null)}
            />
          )}
        </div>
      ) : null}
      {group.items.map((item) => (
        <div key={item.key} data-item>
          {item.type === 'group' ? (
            <ConditionGroup group={item} depth={depth + 1} errors={errors} onItem={onItem} />
          ) : item.type === 'row' ? (
            <ConditionRow
              row={item}
              errors={errors}
              onChange={(fields) => onItem(item.key, (old) => (old.type === 'row' ? { ...old, fields } : old))}
              onRemove={() => remove(item.key)}
            />
          ) : (
            <div className="flex items-start gap-2">
              <div className="min-w-0 flex-1 rounded-md border border-line bg-surface px-3 py-2">
                <p className="text-ink-muted text-xs">{words.deeper}</p>
                <pre className="mt-1 overflow-x-auto font-mono text-xs">{JSON.stringify(item.condition, null, 2)}</pre>
              </div>
              <IconButton icon={X} label={words.removeGroup} onClick={() => remove(item.key)} />
            </div>
          )}
        </div>
      ))}
      <div data-add className="flex gap-2">
        <Menu
          align="start"
          trigger={
            <Button size="sm" icon={Plus}>
              {words.addCondition}
            </Button>
          }
          items={conditionKinds(t).map((kind) => ({ label: words.kinds[kind], run: () => addRow(kind) }))}
        />
        {depth < deepest ? (
          <Button
            size="sm"
            variant="ghost"
            icon={FolderPlus}
            onClick={() => add({ ...emptyGroup(crypto.randomUUID()), mode: 'any' })}
          >
            {words.addGroup}
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}
