import clsx from 'clsx';
import { CopyPlus, Ellipsis, Trash2 } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { Rule } from '../../../shared/model/rule.ts';
import { toastError } from '../../app/toast-error.ts';
import { Badge } from '../../components/Badge.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { DeleteRuleDialog } from './DeleteRuleDialog.tsx';
import { useDrafts } from './drafts.ts';
import { Grip, MoveButtons } from './MoveButtons.tsx';
import { openRule } from './open-routing.ts';
import { Problems } from './Problems.tsx';
import { problemsOfRule } from './routing-store.ts';
import { ruleDraftOf } from './rule-draft.ts';
import { ruleSentence } from './rule-words.ts';
import { useRouting } from './store.ts';
import { useTargetNames } from './target-names.ts';

interface RuleRowProps {
  rule: Rule;
  place: number;
  count: number;
  isDragged: boolean;
  onMove: (by: -1 | 1) => void;
  onGrip: (event: PointerEvent) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** A rule, read aloud. */
export function RuleRow({ rule, place, count, isDragged, onMove, onGrip, onKeyDown }: RuleRowProps) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const words = t.rules;
  const { id, name, isEnabled } = rule;
  const names = useTargetNames();
  const update = useRouting((state) => state.updateRule);
  const problems = useRouting((state) => state.problems);
  const setDraft = useDrafts((state) => state.setRule);
  const isUnsaved = useDrafts((state) => {
    const draft = state.rules[id];
    return draft !== undefined && JSON.stringify(draft) !== JSON.stringify(ruleDraftOf(rule));
  });
  const [isDeleting, setDeleting] = useState(false);
  const duplicate = (): void => {
    setDraft('new', { ...ruleDraftOf(rule), name: words.copyOf(name).slice(0, 80) });
    openRule('new');
  };
  return (
    <li
      onKeyDownCapture={onKeyDown}
      className={clsx(
        'relative flex items-start gap-3 px-4 py-3 transition-colors first:rounded-t-lg last:rounded-b-lg hover:bg-hover',
        isDragged && 'bg-selected',
      )}
    >
      <span className="flex h-5 items-center">
        {count > 1 ? <Grip onPointerDown={onGrip} /> : null}
        <span aria-hidden className="w-4 text-right text-ink-faint text-xs tabular-nums">
          {format.number(place + 1)}
        </span>
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          {/* The whole row is the target; the switch stands above it. */}
          <button
            type="button"
            onClick={() => openRule(id)}
            className="truncate rounded-sm text-left font-medium text-sm after:absolute after:inset-0 after:rounded-lg"
          >
            {name}
          </button>
          {isEnabled ? null : <Badge>{words.off}</Badge>}
          {isUnsaved ? <Badge tone="warning">{t.common.unsaved}</Badge> : null}
        </p>
        <p className="mt-0.5 text-pretty break-words text-ink-muted text-xs">{ruleSentence(rule, names, i18n)}</p>
        <Problems problems={problemsOfRule(problems, id)} subjectOf={() => undefined} />
      </div>
      <span className="relative z-1 flex h-5 items-center gap-2">
        <Switch
          hideLabel
          label={words.enabled(name)}
          checked={isEnabled}
          onChange={(next) => void update({ ruleId: id, isEnabled: next }).catch(toastError)}
        />
        {count > 1 ? <MoveButtons name={name} place={place} count={count} onMove={onMove} /> : null}
        <span className="-mr-2">
          <Menu
            trigger={<IconButton icon={Ellipsis} label={words.actionsFor(name)} />}
            items={[
              { label: words.duplicate, icon: CopyPlus, run: duplicate },
              'separator',
              { label: words.delete, icon: Trash2, tone: 'danger', run: () => setDeleting(true) },
            ]}
          />
        </span>
      </span>
      <DeleteRuleDialog rule={rule} open={isDeleting} onOpenChange={setDeleting} />
    </li>
  );
}
