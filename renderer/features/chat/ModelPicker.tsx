import { Combobox } from '@base-ui/react/combobox';
import clsx from 'clsx';
import { Boxes, Check, ChevronsUpDown, Settings2 } from 'lucide-react';
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { localProviderId } from '../../../shared/model/local-provider.ts';
import type { AskedTarget } from '../../../shared/model/provider.ts';
import { navigate } from '../../app/navigation.ts';
import { popupClass } from '../../components/popup.ts';
import { useI18n } from '../../lib/i18n.ts';
import { StateDot } from '../models/StateDot.tsx';
import { useModels } from '../models/store.ts';
import { useProviders } from '../providers/store.ts';
import { useRouting } from '../routing/store.ts';
import { isHere } from './here-only.ts';
import { type ModelChoice, modelGroups } from './model-choices.ts';
import { isModel, type RouteChoice, routeChoices, sameAsked } from './route-choices.ts';

/** Drawn at once; an aggregator's hundreds are found by typing. */
const shownAtOnce = 150;

type Choice = ModelChoice | RouteChoice;
/** A type and not an interface: the combobox wants groups that may hold more. */
type Group = { id: string; name: string; items: Choice[] };

interface ModelPickerProps {
  target: AskedTarget | null;
  onChange: (target: AskedTarget) => void;
  /** Only what runs on this computer can be chosen. */
  isLocalOnly: boolean;
  /** What opens it. Default: the name of the model. */
  trigger?: ReactElement;
}

export function ModelPicker({ target, onChange, isLocalOnly, trigger }: ModelPickerProps) {
  const { t, format } = useI18n();
  const models = useProviders((state) => state.models);
  const providers = useProviders((state) => state.providers);
  const local = useModels((state) => state.models);
  const aliases = useRouting((state) => state.aliases);
  const refreshRoutes = useRouting((state) => state.refresh);
  useEffect(() => void refreshRoutes(), [refreshRoutes]);
  const [isOpen, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const { groups, hidden } = useMemo(() => {
    const found = modelGroups({
      local: local ?? [],
      localName: t.chat.onThisComputer,
      models,
      providers: providers ?? [],
      query,
      limit: shownAtOnce,
    });
    const routes =
      models.length + (local?.length ?? 0) > 0 ? routeChoices(aliases ?? [], query, t.routing.models.autoHelp) : [];
    const own: Group[] = routes.length > 0 ? [{ id: 'routes', name: t.routing.models.routes, items: routes }] : [];
    return { hidden: found.hidden, groups: [...own, ...found.groups] };
  }, [local, models, providers, aliases, query, t]);
  const asked = target && isModel(target) ? target : null;
  const known = models.find((model) => asked && model.providerId === asked.providerId && model.id === asked.modelId);
  const knownHere =
    asked?.providerId === localProviderId ? local?.find(({ name }) => name === asked.modelId) : undefined;
  const label = asked
    ? knownHere?.displayName || known?.name || asked.modelId
    : target && !isModel(target)
      ? target.name
      : t.chat.chooseModel;
  const providerName = asked && !knownHere ? providers?.find(({ id }) => id === asked.providerId)?.name : undefined;
  const isElsewhere = (choice: Choice): boolean => isLocalOnly && !isHere(choice, aliases);
  const value: Choice | null =
    target && (isModel(target) ? { ...target, label, isTyped: !known && !knownHere } : { ...target, label, note: '' });

  return (
    <Combobox.Root
      items={groups}
      filteredItems={groups}
      value={value}
      onValueChange={(choice: Choice | null) => {
        if (!choice) return;
        onChange(isModel(choice) ? { providerId: choice.providerId, modelId: choice.modelId } : { name: choice.name });
      }}
      isItemEqualToValue={sameAsked}
      itemToStringLabel={(choice: Choice) => choice.label}
      open={isOpen}
      onOpenChange={(open) => {
        setOpen(open);
        if (open) setQuery('');
      }}
      inputValue={query}
      onInputValueChange={setQuery}
      autoHighlight
    >
      {trigger ? (
        <Combobox.Trigger render={trigger} />
      ) : (
        <Combobox.Trigger
          aria-label={`${t.chat.model}: ${label}`}
          aria-description={providerName}
          className="flex h-7 min-w-0 max-w-96 items-center gap-1.5 rounded-md px-2 text-ink-muted text-sm transition-colors hover:bg-hover hover:text-ink data-popup-open:bg-hover"
        >
          <span className="truncate">{label}</span>
          {providerName ? <span className="max-w-36 truncate text-ink-faint text-xs">{providerName}</span> : null}
          <ChevronsUpDown aria-hidden size={13} className="shrink-0 text-ink-faint" />
        </Combobox.Trigger>
      )}
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
              {(group: Group) => (
                <Combobox.Group key={group.id} items={group.items}>
                  <Combobox.GroupLabel className="px-2 pt-2 pb-1 font-medium text-2xs text-ink-faint">
                    {group.name}
                    {group.id !== 'routes' && group.items.every(isElsewhere) ? (
                      <span className="font-normal"> · {t.chat.localOnly.elsewhere}</span>
                    ) : null}
                  </Combobox.GroupLabel>
                  <Combobox.Collection>
                    {(choice: Choice) => (
                      <Combobox.Item
                        key={isModel(choice) ? choice.modelId : choice.name}
                        value={choice}
                        disabled={isElsewhere(choice)}
                        className="grid min-h-7.5 select-none grid-cols-[minmax(0,1fr)_auto_1rem] items-center gap-3 rounded-sm px-2 py-1 text-sm outline-none data-disabled:text-ink-faint data-highlighted:bg-selected"
                      >
                        <span className="truncate">
                          {isModel(choice) && choice.isTyped ? t.chat.useModel(choice.label) : choice.label}
                        </span>
                        {isModel(choice) ? (
                          choice.local ? (
                            <StateDot model={choice.local} />
                          ) : (
                            <span />
                          )
                        ) : (
                          <span aria-hidden className="max-w-52 truncate text-ink-muted text-xs">
                            {isElsewhere(choice) ? t.chat.localOnly.elsewhere : choice.note}
                          </span>
                        )}
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
