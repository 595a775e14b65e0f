import { Copy, Ellipsis, MessageSquarePlus, Pin, PinOff, SlidersHorizontal } from 'lucide-react';
import type { LocalModel } from '../../../shared/model/local-model.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useCopy } from '../../lib/use-copy.ts';
import { startChat, togglePin } from './actions.ts';
import { openLoadSheet } from './load-sheet/open-sheet.ts';
import { canBeLoaded, isForChat } from './model-state.ts';

/** What else can be done with a model. */
export function ModelMenu({ model }: { model: LocalModel }) {
  const { t } = useI18n();
  const { copy } = useCopy();
  const { name, displayName, isPinned, path } = model;
  const words = t.models;
  return (
    <Menu
      trigger={<IconButton icon={Ellipsis} label={words.actionsFor(displayName)} />}
      items={[
        { label: words.chat, icon: MessageSquarePlus, disabled: !isForChat(model), run: () => startChat(name) },
        {
          label: words.settings,
          icon: SlidersHorizontal,
          disabled: !canBeLoaded(model),
          run: () => openLoadSheet(name),
        },
        { label: isPinned ? words.unpin : words.pin, icon: isPinned ? PinOff : Pin, run: () => togglePin(model) },
        'separator',
        { label: words.copyName, icon: Copy, run: () => void copy(name) },
        { label: words.copyPath, icon: Copy, run: () => void copy(path) },
      ]}
    />
  );
}
