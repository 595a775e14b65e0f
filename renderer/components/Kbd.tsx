import { useI18n } from '../lib/i18n.ts';
import { keysOf, type Shortcut } from '../lib/shortcut.ts';

/** A shortcut as keys: `<Kbd keys="mod+k" />`. */
export function Kbd({ keys }: { keys: Shortcut }) {
  const { t } = useI18n();
  return (
    <span className="inline-flex gap-0.5">
      {keysOf(keys, t).map((key) => (
        <kbd
          key={key}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-line bg-sunken px-1 font-sans text-2xs text-ink-muted"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
