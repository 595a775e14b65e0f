import { Activity, ArrowDown, ArrowUp, Ellipsis, Pencil, RefreshCw, Trash2 } from 'lucide-react';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import { useI18n } from '../../lib/i18n.ts';

export type KeyDialog = 'edit' | 'replace' | 'delete';

interface KeyMenuProps {
  name: string;
  /** From 0. */
  place: number;
  count: number;
  openDialog: (dialog: KeyDialog) => void;
  test: () => void;
  move: (by: -1 | 1) => void;
}

/** What can be done with a key. */
export function KeyMenu({ name, place, count, openDialog, test, move }: KeyMenuProps) {
  const { t } = useI18n();
  const words = t.providers.keys;
  const order = [
    'separator',
    { label: words.moveUp, icon: ArrowUp, shortcut: 'alt+↑', disabled: place === 0, run: () => move(-1) },
    { label: words.moveDown, icon: ArrowDown, shortcut: 'alt+↓', disabled: place === count - 1, run: () => move(1) },
  ] as const;
  return (
    <Menu
      trigger={<IconButton size="sm" icon={Ellipsis} label={words.actionsFor(name)} />}
      items={[
        { label: words.test, icon: Activity, run: test },
        { label: words.edit, icon: Pencil, run: () => openDialog('edit') },
        { label: words.replace, icon: RefreshCw, run: () => openDialog('replace') },
        ...(count > 1 ? order : []),
        'separator',
        { label: words.delete, icon: Trash2, tone: 'danger', run: () => openDialog('delete') },
      ]}
    />
  );
}
