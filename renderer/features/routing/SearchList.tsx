import { Combobox } from '@base-ui/react/combobox';
import clsx from 'clsx';
import { Check } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { LocalModel } from '../../../shared/model/local-model.ts';
import { popupClass } from '../../components/popup.ts';
import { useI18n } from '../../lib/i18n.ts';
import { StateDot } from '../models/StateDot.tsx';

export interface SearchOption<Value> {
  /** Unlike any other of the list. */
  key: string;
  label: string;
  value: Value;
  /** What it is, in few words. */
  note?: string;
  /** Set where it is a model of this computer. */
  local?: LocalModel;
  isChosen?: boolean;
}

/** A type and not an interface: the combobox wants groups that may hold more. */
export type SearchGroup<Value> = { id: string; name: string; items: SearchOption<Value>[] };

interface SearchListProps<Value> {
  /** A button; it takes the props and the ref. */
  trigger: ReactElement;
  label: string;
  find: (query: string) => { groups: SearchGroup<Value>[]; hidden: number };
  onPick: (value: Value) => void;
  /** The id of the element that says what is wrong with what is chosen. */
  errorId?: string | undefined;
}

/** A button with a list behind it that is narrowed by typing. */
export function SearchList<Value>({ trigger, label, find, onPick, errorId }: SearchListProps<Value>) {
  const { t, format } = useI18n();
  const words = t.routing.models;
  const [isOpen, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const { groups, hidden } = isOpen ? find(query) : { groups: [], hidden: 0 };
  return (
    <Combobox.Root
      items={groups}
      filteredItems={groups}
      value={null}
      onValueChange={(option: SearchOption<Value> | null) => {
        if (option) onPick(option.value);
      }}
      itemToStringLabel={(option: SearchOption<Value>) => option.label}
      open={isOpen}
      onOpenChange={(open) => {
        setOpen(open);
        if (open) setQuery('');
      }}
      inputValue={query}
      onInputValueChange={setQuery}
      autoHighlight
    >
      <Combobox.Trigger
        render={trigger}
        aria-invalid={errorId === undefined ? undefined : true}
        aria-describedby={errorId}
      />
      <Combobox.Portal>
        <Combobox.Positioner align="start" sideOffset={4} className="z-50 outline-none">
          <Combobox.Popup
            aria-label={label}
            className={clsx(popupClass, 'w-96 min-w-(--anchor-width) max-w-(--available-width)')}
          >
            <div className="-mx-1 -mt-1 border-line border-b px-3">
              <Combobox.Input
                aria-label={words.search}
                placeholder={words.search}
                className="h-9 w-full bg-transparent text-sm outline-none focus-visible:outline-none"
              />
            </div>
            <Combobox.Empty className="empty:hidden">
              <p className="px-3 py-4 text-ink-muted text-sm">{query ? words.noMatch(query) : words.none}</p>
            </Combobox.Empty>
            <Combobox.List className="max-h-[min(20rem,calc(var(--available-height)-4rem))] scroll-py-1 overflow-y-auto overscroll-contain py-1 empty:hidden">
              {(group: SearchGroup<Value>) => (
                <Combobox.Group key={group.id} items={group.items}>
                  <Combobox.GroupLabel className="px-2 pt-2 pb-1 font-medium text-2xs text-ink-faint">
                    {group.name}
                  </Combobox.GroupLabel>
                  <Combobox.Collection>
                    {(option: SearchOption<Value>) => (
                      <Combobox.Item
                        key={option.key}
                        value={option}
                        disabled={option.isChosen ?? false}
                        className="grid min-h-7.5 select-none grid-cols-[minmax(0,1fr)_auto_1rem] items-center gap-3 rounded-sm px-2 py-1 text-sm outline-none data-highlighted:bg-selected data-disabled:text-ink-faint"
                      >
                        <span className="truncate">{option.label}</span>
                        {option.local ? (
                          <StateDot model={option.local} />
                        ) : (
                          <span className="max-w-52 truncate text-ink-muted text-xs">{option.note}</span>
                        )}
                        {option.isChosen ? <Check aria-hidden size={14} className="text-accent" /> : null}
                      </Combobox.Item>
                    )}
                  </Combobox.Collection>
                </Combobox.Group>
              )}
            </Combobox.List>
            {hidden > 0 ? (
              <p className="px-3 py-2 text-ink-faint text-xs">{words.more(format.number(hidden))}</p>
            ) : null}
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
