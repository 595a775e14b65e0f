import { Combobox } from '@base-ui/react/combobox';
import clsx from 'clsx';
import { Boxes, Check, ChevronsUpDown, Settings2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { localProviderId } from '../../../shared/model/local-provider.ts';
import type { Target } from '../../../shared/model/provider.ts';
import { navigate } from '../../app/navigation.ts';
import { popupClass } from '../../components/popup.ts';
import { useI18n } from '../../lib/i18n.ts';
import { StateDot } from '../models/StateDot.tsx';
import { useModels } from '../models/store.ts';
import { useProviders } from '../providers/store.ts';
import { type ModelChoice, type ModelGroup, modelGroups } from './model-choices.ts';

/** Drawn at once; an aggregator's hundreds are found by typing. */
const shownAtOnce = 150;

const sameTarget = (a: Target, b: Target): boolean => a.providerId === b.providerId && a.modelId === b.modelId;

interface ModelPickerProps {
  target: Target | null;
  onChange: (target: Target) => void;
}

export function ModelPicker({ target, onChange }: ModelPickerProps) {
  const { t, format } = useI18n();
  const models = useProviders((state) => state.models);
  const providers = useProviders((state) => state.providers);
  const local = useModels((state) => state.models);
  const [isOpen, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const { groups, hidden } = useMemo(
    () =>
      modelGroups({
        local: local ?? [],
        localName: t.chat.onThisComputer,
        models,
        providers: providers ?? [],
        query,
        limit: shownAtOnce,
      }),
    [local, models, providers, query, t],
  );
  const known = models.find((model) => target && model.providerId === target.providerId && model.id === target.modelId);
  const knownHere =
    target?.providerId === localProviderId ? local?.find(({ name }) => name === target.modelId) : undefined;
  const label = target ? knownHere?.displayName || known?.name || target.modelId : t.chat.chooseModel;
  const value: ModelChoice | null = target && { ...target, label, isTyped: !known && !knownHere };

  return (
    <Combobox.Root
      items={groups}
      filteredItems={groups}
      value={value}
      onValueChange={(choice: ModelChoice | null) => {
        if (choice) onChange({ providerId: choice.providerId, modelId: choice.modelId });
      }}
      isItemEqualToValue={sameTarget}
      itemToStringLabel={(choice: ModelChoice) => choice.label}
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
        aria-label={`${t.chat.model}: ${label}`}
        className="flex h-7 min-w-0 max-w-72 items-center gap-1.5 rounded-md px-2 text-ink-muted text-sm transition-colors hover:bg-hover hover:text-ink data-popup-open:bg-hover"
      >
        <span className="truncate">{label}</span>
        <ChevronsUpDown aria-hidden size={13} className="shrink-0 text-ink-faint" />
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner side="top" align="start" sideOffset={6} className="z-50 outline-none">
          <Combobox.Popup
            aria-label={t.chat.chooseModel}
            className={clsx(popupClass, 'w-96 max-w-(--available-width)')}
          >
            <div className="-mx-1 -mt-1 border-line border-b px-3">
              <Combobox.Input
                aria-label={t.chat.searchModels}
                placeholder={t.chat.searchModels}
                className="h-9 w-full bg-transparent text-sm outline-none focus-visible:outline-none"
              />
            </div>
            <Combobox.Empty className="empty:hidden">
              <p className="px-3 py-4 text-ink-muted text-sm">{query ? t.chat.noModelMatch(query) : t.chat.noModels}</p>
            </Combobox.Empty>
            <Combobox.List className="max-h-[min(20rem,calc(var(--available-height)-5rem))] scroll-py-1 overflow-y-auto overscroll-contain py-1 empty:hidden">
              {(group: ModelGroup) => (
                <Combobox.Group key={group.id} items={group.items}>
                  <Combobox.GroupLabel className="px-2 pt-2 pb-1 font-medium text-2xs text-ink-faint">
                    {group.name}
                  </Combobox.GroupLabel>
                  <Combobox.Collection>
                    {(choice: ModelChoice) => (
                      <Combobox.Item
                        key={choice.modelId}
                        value={choice}
                        className="grid min-h-7.5 select-none grid-cols-[minmax(0,1fr)_auto_1rem] items-center gap-3 rounded-sm px-2 py-1 text-sm outline-none data-highlighted:bg-selected"
                      >
                        <span className="truncate">
                          {choice.isTyped ? t.chat.useModel(choice.label) : choice.label}
                        </span>
                        {choice.local ? <StateDot model={choice.local} /> : <span />}
                        <Combobox.ItemIndicator className="col-start-3">
                          <Check aria-hidden size={14} className="text-accent" />
                        </Combobox.ItemIndicator>
                      </Combobox.Item>
                    )}
                  </Combobox.Collection>
                </Combobox.Group>
              )}
            </Combobox.List>
            {hidden > 0 ? (
              <p className="px-3 py-2 text-ink-faint text-xs">{t.chat.moreModels(format.number(hidden))}</p>
            ) : null}
            <div className="-mx-1 flex border-line border-t px-1 pt-1">
              {(['models', 'providers'] as const).map((room) => (
                <button
                  key={room}
                  type="button"
                  onClick={() => navigate({ room })}
                  className="flex h-7.5 flex-1 items-center gap-2 rounded-sm px-2 text-ink-muted text-sm hover:bg-hover hover:text-ink"
                >
                  {room === 'models' ? <Boxes aria-hidden size={14} /> : <Settings2 aria-hidden size={14} />}
                  {room === 'models' ? t.chat.manageModels : t.chat.manageProviders}
                </button>
              ))}
            </div>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
