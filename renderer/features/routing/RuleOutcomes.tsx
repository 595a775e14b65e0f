import { Check, X } from 'lucide-react';
import type { ConditionOutcome, RuleOutcome } from '../../../shared/model/route-try.ts';
import { Badge, type BadgeTone } from '../../components/Badge.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { conditionWords } from './condition-words.ts';
import { actionList } from './rule-words.ts';
import { useTargetNames } from './target-names.ts';

const tones: Record<RuleOutcome['state'], BadgeTone> = {
  held: 'success',
  'did-not-hold': 'neutral',
  off: 'neutral',
  'not-reached': 'neutral',
  unreadable: 'danger',
};

/** Each rule with what held of it, and what counted. */
export function RuleOutcomes({ rules }: { rules: readonly RuleOutcome[] }) {
  const i18n = useI18n();
  const names = useTargetNames();
  const words = i18n.t.route.try;
  return rules.map(({ ruleId, name, state, outcome, did, tooLate }) => (
    <div key={ruleId} className="px-4 py-3">
      <p className="flex items-center gap-3">
        <span className="min-w-0 flex-1 truncate text-sm">{name}</span>
        <Badge tone={tones[state]}>{words.states[state]}</Badge>
      </p>
      {state !== 'held' && state !== 'did-not-hold' ? null : outcome ? (
        <ul className="mt-1.5">
          <Outcome outcome={outcome} />
        </ul>
      ) : (
        <p className="mt-1 text-ink-muted text-xs">{words.condition.always}</p>
      )}
      {did.length > 0 ? <p className="mt-1.5 break-words text-xs">{words.did(actionList(did, names, i18n))}</p> : null}
      {tooLate.length > 0 ? (
        <p className="mt-0.5 break-words text-ink-muted text-xs">{words.tooLate(actionList(tooLate, names, i18n))}</p>
      ) : null}
    </div>
  ));
}

/** A condition and its parts, each marked. */
function Outcome({ outcome }: { outcome: ConditionOutcome }) {
  const i18n = useI18n();
  const words = i18n.t.route.try.condition;
  const { condition, holds, parts } = outcome;
  const text =
    'all' in condition
      ? words.all
      : 'any' in condition
        ? words.any
        : 'not' in condition
          ? words.not
          : words.when(conditionWords(condition, i18n));
  const Icon = holds ? Check : X;
  return (
    <li className="mt-0.5 text-xs">
      <span className={holds ? 'flex items-start gap-1.5 text-ink' : 'flex items-start gap-1.5 text-ink-muted'}>
        <Icon
          aria-hidden
          size={13}
          className={holds ? 'mt-0.5 shrink-0 text-success' : 'mt-0.5 shrink-0 text-ink-faint'}
        />
        <span className="sr-only">{holds ? words.holds : words.fails}:</span>
        <span className="min-w-0 break-words first-letter:uppercase">{text}</span>
      </span>
      {parts.length > 0 ? (
        <ul className="ml-1.5 border-line border-l pl-3.5">
          {parts.map((part, at) => (
            <Outcome key={at} outcome={part} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}
