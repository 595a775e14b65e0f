import { Collapsible } from '@base-ui/react/collapsible';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { NumberField } from '../../components/NumberField.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { type AliasDraft, countMore } from './alias-draft.ts';
import { CheckList } from './CheckList.tsx';
import type { FormErrors } from './condition-errors.ts';
import { fallbackNames } from './names-of.ts';

interface AliasMoreProps {
  draft: AliasDraft;
  change: (typed: Partial<AliasDraft>) => void;
  errors: FormErrors;
}

const fields = ['stepTimeout', 'localWait', 'cacheFor'] as const;

/** What is seldom changed: folded away, and open when something in it is wrong. */
export function AliasMore({ draft, change, errors }: AliasMoreProps) {
  const { t, format } = useI18n();
  const words = t.routing.alias;
  const chosen = countMore(draft);
  const [isOpen, setOpen] = useState(false);
  const isWrong = fields.some((name) => errors[name] !== undefined);
  const about: Record<(typeof fields)[number], { label: string; help: string; empty: string }> = {
    stepTimeout: { label: words.stepTimeout, help: words.stepTimeoutHelp, empty: words.asProvider },
    localWait: { label: words.localWait, help: words.localWaitHelp, empty: words.empty },
    cacheFor: { label: words.cacheFor, help: words.cacheHelp, empty: words.off },
  };
  return (
    <Collapsible.Root open={isOpen || isWrong} onOpenChange={setOpen} className="border-line border-t">
      <Collapsible.Trigger className="group flex h-11 w-full items-center gap-2 px-4 text-left text-sm hover:bg-hover">
        <ChevronRight
          aria-hidden
          size={15}
          className="text-ink-faint transition-transform group-data-panel-open:rotate-90"
        />
        <span className="flex-1">{words.more}</span>
        <span className="text-ink-muted text-xs">
          {chosen === 0 ? words.asUsual : words.changed(format.number(chosen))}
        </span>
      </Collapsible.Trigger>
      <Collapsible.Panel className="flex flex-col gap-5 px-4 pt-3 pb-5">
        <Switch
          label={words.sticky}
          description={words.stickyHelp}
          checked={draft.isSticky}
          onChange={(isSticky) => change({ isSticky })}
        />
        <CheckList
          label={words.fallbackOn}
          options={fallbackNames(t).map((value) => ({ value, label: t.routing.fallbacks[value] }))}
          value={draft.fallbackOn}
          onChange={(fallbackOn) => change({ fallbackOn })}
        />
        <div className="grid grid-cols-3 items-start gap-4">
          {fields.map((name) => (
            <NumberField
              key={name}
              label={about[name].label}
              description={about[name].help}
              placeholder={about[name].empty}
              unit="s"
              value={draft[name]}
              onChange={(value) => change({ [name]: value })}
              error={errors[name]}
            />
          ))}
        </div>
      </Collapsible.Panel>
    </Collapsible.Root>
  );
}
