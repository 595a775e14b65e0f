import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Alias } from '../../../shared/model/alias.ts';
import { Button } from '../../components/Button.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { type AliasDraft, isShared, newTarget, sharesOf, type TargetDraft } from './alias-draft.ts';
import type { FormErrors } from './condition-errors.ts';
import { FormPart } from './FormPart.tsx';
import { useFindTargets } from './find-targets.ts';
import { problemsOfAlias } from './routing-store.ts';
import { SearchList } from './SearchList.tsx';
import { useRouting } from './store.ts';
import { TargetRow } from './TargetRow.tsx';
import { useTargetNames } from './target-names.ts';
import { useReorder } from './use-reorder.ts';

interface TargetsPartProps {
  alias: Alias | undefined;
  draft: AliasDraft;
  change: (typed: Partial<AliasDraft>) => void;
  errors: FormErrors;
}

const keyOf = ({ target }: Pick<TargetDraft, 'target'>): string => `${target.providerId} ${target.modelId}`;

/** Who may answer, in the order of asking. */
export function TargetsPart({ alias, draft, change, errors }: TargetsPartProps) {
  const { t, format } = useI18n();
  const words = t.routing.alias;
  const names = useTargetNames();
  const problems = useRouting((state) => state.problems);
  const [said, setSaid] = useState('');
  const add = useRef<HTMLButtonElement>(null);
  const { targets, strategy } = draft;
  const find = useFindTargets(targets.map(({ target }) => target));
  const shares = strategy === 'weighted' ? sharesOf(targets) : [];
  const list = useRef<HTMLUListElement>(null);
  const reorder = useReorder({
    list,
    ids: targets.map(keyOf),
    onOrder: (keys) => change({ targets: targets.toSorted((a, b) => keys.indexOf(keyOf(a)) - keys.indexOf(keyOf(b))) }),
    announce: (key, place) => {
      const moved = targets.find((one) => keyOf(one) === key);
      if (!moved) return;
      setSaid(words.moved(names.target(moved.target), format.number(place + 1), format.number(targets.length)));
    },
  });
  const ordered = reorder.order.flatMap((key) => targets.find((one) => keyOf(one) === key) ?? []);
  const problemsOf = (key: string) => {
    const at = alias?.targets.findIndex((one) => keyOf(one) === key) ?? -1;
    return alias ? problemsOfAlias(problems, alias.id).filter(({ index }) => index === at) : [];
  };
  return (
    <FormPart
      title={words.targets}
      help={isShared(strategy) && targets.length > 1 ? words.stepHelp : undefined}
      error={errors['targets']}
      action={
        <SearchList
          label={words.addTarget}
          find={find}
          onPick={(target) => {
            change({ targets: [...targets, newTarget(target)] });
            // Not there yet.
            requestAnimationFrame(() => list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' }));
          }}
          trigger={
            <Button ref={add} size="sm" icon={Plus} aria-label={words.addTarget}>
              {words.addTarget}
            </Button>
          }
        />
      }
    >
      {targets.length === 0 ? (
        <p className="rounded-md border border-line border-dashed px-3 py-4 text-center text-ink-muted text-sm">
          {words.addFirst}
        </p>
      ) : (
        <ul ref={list} aria-label={words.targets} className="divide-y divide-line rounded-md border border-line">
          {ordered.map((one, place) => {
            const key = keyOf(one);
            const at = targets.indexOf(one);
            return (
              <TargetRow
                key={key}
                value={one}
                place={place}
                count={targets.length}
                strategy={strategy}
                share={shares[at] ?? null}
                errors={{ weight: errors[`weight.${at}`], step: errors[`step.${at}`] }}
                problems={problemsOf(key)}
                isDragged={reorder.dragged === key}
                onChange={(typed) =>
                  change({ targets: targets.map((other) => (other === one ? { ...one, ...typed } : other)) })
                }
                onRemove={() => {
                  change({ targets: targets.filter((other) => other !== one) });
                  add.current?.focus();
                }}
                onMove={(by) => reorder.move(key, by)}
                onGrip={(event) => reorder.startDrag(event, key)}
                onKeyDown={(event) => reorder.onKeyDown(event, key)}
              />
            );
          })}
        </ul>
      )}
      <output className="sr-only">{said}</output>
    </FormPart>
  );
}
