import { Menu, type MenuItemConstructorOptions, shell } from 'electron';
import type { Catalogue } from '../../shared/i18n/index.ts';

export interface MenuOptions {
  words: Catalogue['menu'];
  platform: NodeJS.Platform;
  /** Where the port listens. */
  address: string;
}

/** Roles give the behaviour and the keys of each system; the words are ours. */
export function setMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
}

const line: MenuItemConstructorOptions = { type: 'separator' };

function menuTemplate({ words, platform, address }: MenuOptions): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const about: MenuItemConstructorOptions = { role: 'about', label: words.about };
  const quit: MenuItemConstructorOptions = { role: 'quit', label: words.quit };
  const own: MenuItemConstructorOptions = {
    label: 'Switchyard',
    submenu: [
      about,
      line,
      { role: 'services', label: words.services },
      line,
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      { role: 'unhide', label: words.showAll },
      line,
      quit,
    ],
  };
  return [
    ...(isMac ? [own] : []),
    {
      label: words.file,
      submenu: [{ role: 'close', label: words.closeWindow }, ...(isMac ? [] : [line, quit])],
    },
    {
      label: words.edit,
      submenu: [
        { role: 'undo', label: words.undo },
        { role: 'redo', label: words.redo },
        line,
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        { role: 'selectAll', label: words.selectAll },
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: 'reload', label: words.reload },
        { role: 'resetZoom', label: words.actualSize },
        { role: 'zoomIn', label: words.zoomIn },
        { role: 'zoomOut', label: words.zoomOut },
        line,
        { role: 'togglefullscreen', label: words.fullScreen },
        { role: 'toggleDevTools', label: words.developerTools },
      ],
    },
    {
      role: 'window',
      label: words.window,
      submenu: [
        { role: 'minimize', label: words.minimise },
        { role: 'zoom', label: words.zoom },
      ],
    },
    {
      role: 'help',
      label: words.help,
      submenu: [
        { label: words.apiDocs, click: () => void shell.openExternal(`${address}/api/docs`) },
        ...(isMac ? [] : [line, about]),
      ],
    },
  ];
}
