import clsx from 'clsx';
import { ShieldCheck } from 'lucide-react';
import { Tooltip } from '../../components/Tooltip.tsx';
import { useI18n } from '../../lib/i18n.ts';

interface LocalOnlyToggleProps {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** Keeps a chat on this computer. Quiet while it is off; while it is on it says so in words. */
export function LocalOnlyToggle({ isOn, onChange }: LocalOnlyToggleProps) {
  const { t } = useI18n();
  const { label, onHint, offHint } = t.chat.localOnly;
  return (
    <Tooltip label={isOn ? onHint : offHint}>
      <button
        type="button"
        aria-pressed={isOn}
        aria-label={label}
        onClick={() => onChange(!isOn)}
        className={clsx(
          'flex h-7 min-w-0 items-center gap-1.5 rounded-md px-2 text-sm transition-colors',
          isOn ? 'bg-accent-soft font-medium text-accent' : 'text-ink-muted hover:bg-hover hover:text-ink',
        )}
      >
        <ShieldCheck aria-hidden size={15} className="shrink-0" />
        {isOn ? <span className="truncate">{label}</span> : null}
      </button>
    </Tooltip>
  );
}
