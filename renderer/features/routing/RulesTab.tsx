import { Menu } from '@base-ui/react/menu';
import clsx from 'clsx';
import { ChevronDown, ListFilter, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { toastError } from '../../app/toast-error.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { popupClass } from '../../components/popup.ts';
import { useI18n } from '../../lib/i18n.ts';
import { useDrafts } from './drafts.ts';
import { ListState } from './ListState.tsx';
import { openRule } from './open-routing.ts';
import { RuleRow } from './RuleRow.tsx';
import { type StarterName, starterRule } from './rule-starters.ts';
import { useRouting } from './store.ts';
import { useReorder } from './use-reorder.ts';

const itemClass =
  'flex h-7.5 select-none items-center rounded-sm px-2 text-sm outline-none data-highlighted:bg-selected';

/** An empty rule, or one of those that are ready. */
export function NewRuleMenu() {
  const { t } = useI18n();
  const words = t.rules;
  const setDraft = useDrafts((state) => state.setRule);
  const begin = (name?: StarterName): void => {
    setDraft('new', name && starterRule(name, t));
    openRule('new');
  };
  return (
    <Menu.Root>
      <Menu.Trigger
        render={
          <Button variant="primary" icon={Plus}>
            {words.add}
            <ChevronDown aria-hidden size={14} className="-mr-1" />
          </Button>
        }
      />
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} className="z-50 outline-none">
          <Menu.Popup className={clsx(popupClass, 'min-w-56')}>
            <Menu.Item className={itemClass} onClick={() => begin()}>
              {words.blank}
            </Menu.Item>
            <Menu.Separator className="mx-2 my-1 h-px bg-line" />
            <Menu.Group>
              <Menu.GroupLabel className="px-2 pt-1 pb-1 font-medium text-2xs text-ink-faint">
                {words.starters}
              </Menu.GroupLabel>
              {(Object.keys(words.starter) as StarterName[]).map((name) => (
                <Menu.Item key={name} className={itemClass} onClick={() => begin(name)}>
                  {words.starter[name]}
                </Menu.Item>
              ))}
            </Menu.Group>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

export function RulesTab() {
  const { t, format } = useI18n();
  const words = t.rules;
  const rules = useRouting((state) => state.rules) ?? [];
  const orderRules = useRouting((state) => state.orderRules);
  const [said, setSaid] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const reorder = useReorder({
    list,
    ids: rules.map(({ id }) => id),
    onOrder: (ids) => void orderRules(ids).catch(toastError),
    announce: (id, place) => {
      const name = rules.find((rule) => rule.id === id)?.name ?? '';
      setSaid(t.routing.alias.moved(name, format.number(place + 1), format.number(rules.length)));
    },
  });
  return (
    <ListState>
      {rules.length === 0 ? (
        <EmptyState icon={ListFilter} title={words.empty.title} body={words.empty.body} action={<NewRuleMenu />} />
      ) : (
        <>
          <p className="-mt-3 mb-4 max-w-xl text-pretty text-ink-muted text-sm">{words.intro}</p>
          <ul
            ref={list}
            aria-label={words.list}
            className="divide-y divide-line rounded-lg border border-line bg-surface"
          >
            {reorder.order.map((id, place) => {
              const rule = rules.find((one) => one.id === id);
              return rule ? (
                <RuleRow
                  key={id}
                  rule={rule}
                  place={place}
                  count={rules.length}
                  isDragged={reorder.dragged === id}
                  onMove={(by) => reorder.move(id, by)}
                  onGrip={(event) => reorder.startDrag(event, id)}
                  onKeyDown={(event) => reorder.onKeyDown(event, id)}
                />
              ) : null;
            })}
          </ul>
          <output className="sr-only">{said}</output>
        </>
      )}
    </ListState>
  );
}
