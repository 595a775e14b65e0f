import { Cloud, Keyboard, Languages, MoonStar, PanelLeft, SquarePen } from 'lucide-react';
import { currentI18n } from '../lib/i18n.ts';
import type { Shortcut } from '../lib/shortcut.ts';
import { openAddProvider } from './add-provider.ts';
import { type Command, registerCommands } from './commands.ts';
import { navigate, roomNames } from './navigation.ts';
import { openOverlay, toggleSidebar } from './overlays.ts';
import { rooms } from './rooms.ts';
import { updateSettings } from './settings-store.ts';
import { toastError } from './toast-error.ts';

/** A browser keeps Ctrl+N and Ctrl+1 for itself, so there Alt is shown and works as well. */
const inBrowserToo = (key: string): readonly Shortcut[] =>
  globalThis.window?.switchyard ? [`mod+${key}`] : [`alt+${key}`, `mod+${key}`];

const set = (change: Parameters<typeof updateSettings>[0]) => () => void updateSettings(change).catch(toastError);

/** What the window itself can do. */
function frameCommands(): Command[] {
  const { t } = currentI18n();
  return [
    {
      id: 'chat.new',
      label: t.palette.newChat,
      group: 'actions',
      icon: SquarePen,
      shortcuts: inBrowserToo('n'),
      run: () => navigate({ room: 'chat' }),
    },
    {
      id: 'providers.add',
      label: t.palette.addProvider,
      group: 'actions',
      icon: Cloud,
      keywords: 'api key openai',
      run: openAddProvider,
    },
    {
      id: 'sidebar.toggle',
      label: t.palette.toggleSidebar,
      group: 'actions',
      icon: PanelLeft,
      shortcuts: ['mod+b'],
      run: toggleSidebar,
    },
    {
      id: 'shortcuts.show',
      label: t.palette.shortcuts.open,
      group: 'actions',
      icon: Keyboard,
      shortcuts: ['mod+/'],
      run: () => openOverlay('shortcuts'),
    },
    ...roomNames.map(
      (room, index): Command => ({
        id: `room.${room}`,
        label: t.palette.goTo(t.nav[room]),
        group: 'rooms',
        icon: rooms[room].icon,
        shortcuts: [...(room === 'settings' ? ['mod+,'] : []), ...inBrowserToo(String(index + 1))],
        run: () => navigate({ room }),
      }),
    ),
    ...(['system', 'light', 'dark'] as const).map(
      (theme): Command => ({
        id: `theme.${theme}`,
        label: t.palette.theme[theme],
        group: 'appearance',
        icon: MoonStar,
        run: set({ theme }),
      }),
    ),
    ...(['system', 'en', 'de'] as const).map(
      (language): Command => ({
        id: `language.${language}`,
        label: t.palette.language[language],
        group: 'appearance',
        icon: Languages,
        keywords: 'language sprache',
        run: set({ language }),
      }),
    ),
  ];
}

registerCommands(frameCommands);
