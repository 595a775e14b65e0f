import { Copy, Ellipsis, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Alias } from '../../../shared/model/alias.ts';
import { toastError } from '../../app/toast-error.ts';
import { Badge } from '../../components/Badge.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useCopy } from '../../lib/use-copy.ts';
import { aliasDraftOf } from './alias-draft.ts';
import { DeleteAliasDialog } from './DeleteAliasDialog.tsx';
import { useDrafts } from './drafts.ts';
import { openAlias } from './open-routing.ts';
import { Problems } from './Problems.tsx';
import { isFatal, problemsOfAlias } from './routing-store.ts';
import { useRouting } from './store.ts';
import { TargetDot } from './TargetDot.tsx';
import { useTargetNames } from './target-names.ts';

/** Models that are named in the row. */
const shown = 3;

export function AliasRow({ alias }: { alias: Alias }) {
  const { t, format } = useI18n();
  const words = t.routing.aliases;
  const { id, name, isEnabled, targets, strategy } = alias;
  const names = useTargetNames();
  const update = useRouting((state) => state.updateAlias);
  const problems = useRouting((state) => state.problems);
  const own = problemsOfAlias(problems, id);
  const broken = own.filter(isFatal).flatMap(({ index }) => (index === null ? [] : (targets[index]?.target ?? [])));
  const isUnsaved = useDrafts((state) => {
    const draft = state.aliases[id];
    return draft !== undefined && JSON.stringify(draft) !== JSON.stringify(aliasDraftOf(alias));
  });
  const { copy } = useCopy();
  const [isDeleting, setDeleting] = useState(false);
  const ordered = targets.toSorted((a, b) => a.priority - b.priority);
  return (
    <li className="group relative flex items-start gap-4 px-4 py-3 transition-colors first:rounded-t-lg last:rounded-b-lg hover:bg-hover">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          {/* The whole row is the target; the switch stands above it. */}
          <button
            type="button"
            onClick={() => openAlias(id)}
            className="truncate rounded-sm text-left font-medium text-sm after:absolute after:inset-0 after:rounded-lg"
          >
            {name}
          </button>
          <Badge>{t.routing.strategies[strategy].name}</Badge>
          {isEnabled ? null : <Badge>{words.off}</Badge>}
          {isUnsaved ? <Badge tone="warning">{t.common.unsaved}</Badge> : null}
        </p>
        <p className="mt-1 flex min-w-0 items-center gap-x-3 text-ink-muted text-xs">
          {ordered.length === 0 ? words.noTargets : null}
          {ordered.slice(0, shown).map(({ target, isEnabled: isOn }) => (
            <span
              key={`${target.providerId} ${target.modelId}`}
              title={`${names.target(target)} · ${names.providerOf(target)}`}
              className={`relative flex min-w-0 max-w-48 items-center gap-1.5 ${isOn ? '' : 'line-through'}`}
            >
              <TargetDot isBare target={target} isBroken={broken.includes(target)} />
              <span className="truncate">{names.target(target)}</span>
            </span>
          ))}
          {ordered.length > shown ? (
            <span className="shrink-0">{words.moreTargets(format.number(ordered.length - shown))}</span>
          ) : null}
        </p>
        <Problems
          problems={own}
          subjectOf={({ index }) => {
            const target = index === null ? undefined : targets[index]?.target;
            return target && names.target(target);
          }}
        />
      </div>
      <span className="flex h-5 items-center gap-4">
        <Switch
          className="relative z-1"
          hideLabel
          label={words.enabled(name)}
          checked={isEnabled}
          onChange={(next) => void update({ aliasId: id, isEnabled: next }).catch(toastError)}
        />
        <span className="relative z-1 -mr-2">
          <Menu
            trigger={<IconButton icon={Ellipsis} label={words.actionsFor(name)} />}
            items={[
              { label: words.copyName, icon: Copy, run: () => void copy(name) },
              'separator',
              { label: words.delete, icon: Trash2, tone: 'danger', run: () => setDeleting(true) },
            ]}
          />
        </span>
      </span>
      <DeleteAliasDialog alias={alias} open={isDeleting} onOpenChange={setDeleting} />
    </li>
  );
}
