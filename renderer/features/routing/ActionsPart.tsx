import { Plus, X } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { ActionFieldsOf } from './ActionFieldsOf.tsx';
import type { FormErrors } from './condition-errors.ts';
import { FormPart } from './FormPart.tsx';
import { actionKinds } from './names-of.ts';
import { type ActionDraft, type ActionKind, emptyAction, freeKinds } from './rule-draft.ts';

interface ActionsPartProps {
  actions: readonly ActionDraft[];
  errors: FormErrors;
  onChange: (actions: readonly ActionDraft[]) => void;
}

const most = 20;

/** What becomes of a request for which the rule holds. */
export function ActionsPart({ actions, errors, onChange }: ActionsPartProps) {
  const { t } = useI18n();
  const words = t.rules;
  const box = useRef<HTMLDivElement>(null);
  const free = freeKinds(actionKinds(t), actions);
  const add = (kind: ActionKind): void => {
    onChange([...actions, { key: crypto.randomUUID(), fields: emptyAction(kind) }]);
    // Not there yet.
    requestAnimationFrame(() => {
      const rows = box.current?.querySelectorAll<HTMLElement>('[data-item]');
      rows
        ?.item(rows.length - 1)
        .querySelector<HTMLElement>(':is(input, button, textarea)')
        ?.focus();
    });
  };
  const remove = (key: string): void => {
    onChange(actions.filter((action) => action.key !== key));
    box.current?.querySelector<HTMLElement>('[data-add] button')?.focus();
  };
  return (
    <FormPart title={words.doThis} help={words.doThisHelp} error={errors['actions']}>
      <div ref={box} className="flex flex-col gap-2.5">
        {actions.map(({ key, fields }) => (
          <div key={key} data-item className="grid grid-cols-[11rem_minmax(0,1fr)_auto] items-start gap-2">
            <span className="flex min-h-8 items-center text-sm">{words.actionKinds[fields.kind]}</span>
            <ActionFieldsOf
              fields={fields}
              error={errors[key]}
              onChange={(next) =>
                onChange(actions.map((action) => (action.key === key ? { key, fields: next } : action)))
              }
            />
            <IconButton
              icon={X}
              label={words.removeAction(words.actionKinds[fields.kind])}
              onClick={() => remove(key)}
            />
          </div>
        ))}
        <div data-add>
          <Menu
            align="start"
            trigger={
              <Button size="sm" icon={Plus} disabled={actions.length >= most || free.length === 0}>
                {words.addAction}
              </Button>
            }
            items={free.map((kind) => ({ label: words.actionKinds[kind], run: () => add(kind) }))}
          />
        </div>
      </div>
    </FormPart>
  );
}
