import type { Credential } from '../../../shared/model/provider.ts';
import { Badge, type BadgeTone } from '../../components/Badge.tsx';
import { Tooltip } from '../../components/Tooltip.tsx';
import { errorWords } from '../../lib/error-words.ts';
import { type I18n, useI18n } from '../../lib/i18n.ts';
import { conditionOf, type KeyCondition } from './key-facts.ts';
import { clockTime, timeLeft } from './time-left.ts';

const tones: Record<KeyCondition, BadgeTone> = {
  ready: 'success',
  resting: 'warning',
  refused: 'danger',
  off: 'neutral',
  due: 'warning',
};

interface KeyStateProps {
  credential: Credential;
  now: number;
  isTesting: boolean;
}

/** The state of a key in two lines, of which the second may be missing: the row never grows or shrinks with it. */
export function KeyState({ credential, now, isTesting }: KeyStateProps) {
  const i18n = useI18n();
  const words = i18n.t.providers.keys;
  const condition = conditionOf(credential, now);
  const { restsUntil, failure } = credential;
  const until = restsUntil === null ? '' : clockTime(restsUntil, i18n.language);
  const label = condition === 'resting' ? words.states.resting(until) : words.states[condition];
  const isAtRest = condition === 'resting' || condition === 'refused';
  const reason = isAtRest && failure ? errorWords(failure, i18n).title : undefined;
  const cell = (
    <div className="flex h-10 min-w-0 flex-col items-start justify-center gap-0.5">
      {isTesting ? <Badge>{words.testing}</Badge> : <Badge tone={tones[condition]}>{label}</Badge>}
      <span className="max-w-full truncate text-2xs text-ink-muted tabular-nums empty:hidden">
        {secondLine(credential, condition, now, i18n)}
      </span>
      {reason === undefined ? null : <span className="sr-only">{reason}</span>}
    </div>
  );
  return reason === undefined ? cell : <Tooltip label={reason}>{cell}</Tooltip>;
}

function secondLine(key: Credential, condition: KeyCondition, now: number, { t, format, language }: I18n): string {
  const words = t.providers.keys;
  const { restsUntil, rotateAfterDays, refusedModels, restingModels } = key;
  const [resting] = restingModels;
  const wait = restsUntil === null ? '' : timeLeft(restsUntil - now, language);
  switch (condition) {
    case 'resting':
      return wait;
    case 'refused':
      return words.nextTry(wait);
    case 'due':
      return rotateAfterDays === null ? '' : words.olderThan(format.number(rotateAfterDays), rotateAfterDays === 1);
    case 'ready':
      if (resting && restingModels.length === 1) {
        return t.network.restsForModel(resting.modelId, clockTime(resting.until, language));
      }
      if (resting) return t.network.restsForModels(format.number(restingModels.length));
      return refusedModels.length === 0
        ? ''
        : words.notForModels(format.number(refusedModels.length), refusedModels.length === 1);
    case 'off':
      return '';
  }
}
