import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import clsx from 'clsx';
import { MessageSquare, Search } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { backdropClass, dialogClass } from '../components/Dialog.tsx';
import { Kbd } from '../components/Kbd.tsx';
import { useChat } from '../features/chat/store.ts';
import { fuzzyFilter } from '../lib/fuzzy.ts';
import { useI18n } from '../lib/i18n.ts';
import { allCommands, type Command, type CommandGroup } from './commands.ts';
import { navigate } from './navigation.ts';
import { closeOverlay, useOverlay } from './overlays.ts';

const groupOrder: readonly CommandGroup[] = ['actions', 'rooms', 'conversations', 'appearance'];
/** With nothing typed only the newest are offered; a search looks through all. */
const recentCount = 6;

type Group = { value: CommandGroup; items: Command[] };

function useGroups(query: string): Group[] {
  const summaries = useChat((state) => state.summaries);
  const refresh = useChat((state) => state.refreshList);
  useEffect(() => void refresh(), [refresh]);
  return useMemo(() => {
    const isSearch = query.trim() !== '';
    const recent = (isSearch ? summaries : summaries?.slice(0, recentCount)) ?? [];
    const commands = [
      ...allCommands(),
      ...recent.map(
        ({ id, title }): Command => ({
          id: `conversation.${id}`,
          label: title,
          group: 'conversations',
          icon: MessageSquare,
          run: () => navigate({ room: 'chat', conversationId: id }),
        }),
      ),
    ];
    const found = fuzzyFilter(commands, query, ({ label, keywords }) => `${label} ${keywords ?? ''}`);
    const groups = groupOrder
      .map((value) => ({ value, items: found.filter(({ group }) => group === value) }))
      .filter(({ items }) => items.length > 0);
    // What fits best decides which group comes first.
    return isSearch
      ? groups.sort((a, b) => found.indexOf(a.items[0] as Command) - found.indexOf(b.items[0] as Command))
      : groups;
  }, [summaries, query]);
}

export function CommandPalette() {
  const isOpen = useOverlay() === 'palette';
  const { t } = useI18n();
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && closeOverlay()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropClass} />
        <Dialog.Popup
          data-palette
          aria-label={t.palette.title}
          className={clsx(dialogClass, 'max-w-lg overflow-hidden')}
        >
          <Commands />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Commands() {
  const { t } = useI18n();
  const [query, setQuery] = useState('');
  const groups = useGroups(query);
  const run = (command: Command) => {
    closeOverlay();
    // After the dialog has given the focus back, so that the command may put it somewhere else.
    setTimeout(command.run);
  };
  useEffect(() => () => setQuery(''), []);
  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      filteredItems={groups}
      value={query}
      onValueChange={(value, { reason }) => reason !== 'item-press' && setQuery(value)}
      itemToStringValue={(command: Command) => command.label}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-2.5 px-4">
        <Search aria-hidden size={16} className="shrink-0 text-ink-faint" />
        <Autocomplete.Input
          aria-label={t.palette.placeholder}
          placeholder={t.palette.placeholder}
          className="h-12 w-full bg-transparent text-md outline-none focus-visible:outline-none"
        />
      </div>
      <div className="max-h-[min(56vh,26rem)] overflow-y-auto border-line border-t p-1.5">
        <Autocomplete.Empty>
          <p className="px-3 py-8 text-center text-ink-muted empty:hidden">{t.palette.empty}</p>
        </Autocomplete.Empty>
        <Autocomplete.List>
          {(group: Group) => (
            <Autocomplete.Group key={group.value} items={group.items} className="not-last:mb-1.5">
              <Autocomplete.GroupLabel className="px-2.5 pt-1.5 pb-1 font-medium text-2xs text-ink-faint">
                {t.palette.groups[group.value]}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(command: Command) => (
                  <Autocomplete.Item
                    key={command.id}
                    value={command}
                    onClick={() => run(command)}
                    className="flex h-9 select-none items-center gap-2.5 rounded-md px-2.5 text-sm outline-none data-highlighted:bg-selected"
                  >
                    {command.icon ? <command.icon aria-hidden size={15} className="shrink-0 text-ink-faint" /> : null}
                    <span dir="auto" className="min-w-0 flex-1 truncate">
                      {command.label}
                    </span>
                    {command.shortcuts?.[0] ? <Kbd keys={command.shortcuts[0]} /> : null}
                  </Autocomplete.Item>
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
    </Autocomplete.Root>
  );
}
