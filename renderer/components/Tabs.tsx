import { Tabs as Base } from '@base-ui/react/tabs';
import clsx from 'clsx';
import type { ReactNode } from 'react';

export interface Tab<Name extends string> {
  name: Name;
  label: string;
  /** How many there are in it. */
  count?: string | undefined;
  /** What there is to be seen in it, in words; drawn as a dot. */
  mark?: string | undefined;
  /** Default: accent, for what is merely new. */
  markTone?: 'accent' | 'danger';
}

interface TabsProps<Name extends string> {
  label: string;
  tabs: readonly Tab<Name>[];
  value: Name;
  onChange: (name: Name) => void;
  /** One `TabPanel` for each tab. */
  children: ReactNode;
}

const tones = { accent: 'bg-accent', danger: 'bg-danger' };

/** Parts of a page, of which one is in sight. The arrow keys lead from one to the next. */
export function Tabs<Name extends string>({ label, tabs, value, onChange, children }: TabsProps<Name>) {
  return (
    <Base.Root value={value} onValueChange={onChange}>
      <Base.List activateOnFocus aria-label={label} className="mb-7 flex gap-6 border-line border-b">
        {tabs.map(({ name, label: words, count, mark, markTone = 'accent' }) => (
          <Base.Tab
            key={name}
            value={name}
            className="-mb-px flex h-9 items-center gap-1.5 rounded-t-sm border-transparent border-b-2 font-medium text-ink-muted text-sm transition-colors hover:text-ink focus-visible:outline-offset-4 data-active:border-accent data-active:text-ink"
          >
            {words}
            {count === undefined ? null : (
              <span className="font-normal text-ink-faint text-xs tabular-nums">{count}</span>
            )}
            {mark === undefined ? null : (
              <span title={mark} className={clsx('size-1.5 rounded-full', tones[markTone])}>
                <span className="sr-only">{mark}</span>
              </span>
            )}
          </Base.Tab>
        ))}
      </Base.List>
      {children}
    </Base.Root>
  );
}

export function TabPanel<Name extends string>({ name, children }: { name: Name; children: ReactNode }) {
  return (
    // Tab leads to what is in it, not to the whole.
    <Base.Panel value={name} tabIndex={-1} className="outline-none">
      {children}
    </Base.Panel>
  );
}
