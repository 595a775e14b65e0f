import clsx from 'clsx';
import { X } from 'lucide-react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { RoutingProblem } from '../../../shared/model/route.ts';
import type { Strategy } from '../../../shared/model/routing.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { NumberField } from '../../components/NumberField.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { isShared, type TargetDraft } from './alias-draft.ts';
import { Grip, MoveButtons } from './MoveButtons.tsx';
import { Problems } from './Problems.tsx';
import { isFatal } from './routing-store.ts';
import { TargetDot } from './TargetDot.tsx';
import { useTargetNames } from './target-names.ts';

interface TargetRowProps {
  value: TargetDraft;
  place: number;
  count: number;
  strategy: Strategy;
  /** 0 to 1; null where it has none of its own. */
  share: number | null;
  errors: { weight: string | undefined; step: string | undefined };
  problems: readonly RoutingProblem[];
  isDragged: boolean;
  onChange: (typed: Partial<TargetDraft>) => void;
  onRemove: () => void;
  onMove: (by: -1 | 1) => void;
  onGrip: (event: PointerEvent) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

export function TargetRow(props: TargetRowProps) {
  const { value, place, count, strategy, share, errors, problems, isDragged, onChange, onMove } = props;
  const { t, format } = useI18n();
  const words = t.routing.alias;
  const names = useTargetNames();
  const { target, isEnabled, weight, step } = value;
  const name = names.target(target);
  return (
    <li
      onKeyDownCapture={props.onKeyDown}
      className={clsx('flex items-start gap-3 px-3 py-2.5', isDragged && 'bg-selected')}
    >
      <span className="flex h-8 items-center">
        {count > 1 ? <Grip onPointerDown={props.onGrip} /> : null}
        <span aria-hidden className="w-4 text-right text-ink-faint text-xs tabular-nums">
          {format.number(place + 1)}
        </span>
      </span>
      <div className={clsx('min-w-0 flex-1', !isEnabled && 'opacity-60')}>
        <p title={name} className="truncate text-sm">
          {name}
        </p>
        <p className="flex min-w-0 items-center gap-2 text-ink-muted text-xs">
          <span className="truncate">{names.providerOf(target)}</span>
          <TargetDot target={target} isBroken={problems.some(isFatal)} />
        </p>
        <Problems problems={problems} subjectOf={() => undefined} />
      </div>
      {strategy === 'weighted' ? (
        <span className="flex w-20 flex-col gap-0.5">
          <NumberField
            hideLabel
            label={words.weightOf(name)}
            value={weight}
            onChange={(next) => onChange({ weight: next })}
            error={errors.weight}
          />
          {errors.weight ? null : (
            <span className="text-2xs text-ink-faint">
              {share === null || !isEnabled ? words.weight : words.share(format.percent(share))}
            </span>
          )}
        </span>
      ) : null}
      {isShared(strategy) && count > 1 ? (
        <span className="flex w-14 flex-col gap-0.5">
          <NumberField
            hideLabel
            inputMode="numeric"
            label={words.stepOf(name)}
            value={step}
            onChange={(next) => onChange({ step: next })}
            error={errors.step}
          />
          {errors.step ? null : <span className="text-2xs text-ink-faint">{words.step}</span>}
        </span>
      ) : null}
      <span className="flex h-8 items-center gap-2">
        <Switch
          hideLabel
          label={words.inUse(name)}
          checked={isEnabled}
          onChange={(next) => onChange({ isEnabled: next })}
        />
        {count > 1 ? <MoveButtons name={name} place={place} count={count} onMove={onMove} /> : null}
        <IconButton size="sm" icon={X} label={words.remove(name)} className="-ml-1.5" onClick={props.onRemove} />
      </span>
    </li>
  );
}
