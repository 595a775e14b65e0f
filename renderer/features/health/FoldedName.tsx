import type { BreakerState, Incident } from '../../../shared/model/health.ts';
import { errorWords } from '../../lib/error-words.ts';
import { useI18n } from '../../lib/i18n.ts';
import type { Standing } from './board-order.ts';
import { StateWord } from './StateWord.tsx';

interface FoldedNameProps {
  name: string;
  aside?: string | undefined;
  standing: Standing;
  failure: Incident['cause'];
  breaker?: BreakerState | null;
  /** Why it is not known how it does. */
  unseen?: string | undefined;
  /** It has the row to itself: there is room to say why. */
  isAlone?: boolean;
}

/** A key or a model: its name, how it does, and why. */
export function FoldedName({
  name,
  aside,
  standing,
  failure,
  breaker = null,
  unseen,
  isAlone = false,
}: FoldedNameProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const why = failure ? errorWords(failure, i18n).title : unseen;
  const rest = breaker === null || breaker === 'closed' ? undefined : t.health.breakers[breaker];
  return (
    <th
      scope="row"
      colSpan={isAlone ? 6 : 1}
      title={failure?.message ?? unseen}
      className="pr-3 pl-7.75 text-left align-middle font-normal"
    >
      <span className="flex items-baseline gap-2">
        <span className="min-w-0 truncate text-xs">{name}</span>
        {aside ? <code className="min-w-0 truncate text-2xs text-ink-muted">{aside}</code> : null}
      </span>
      <StateWord standing={standing}>
        {rest ? ` · ${rest}` : null}
        {why ? ` · ${why}` : null}
      </StateWord>
    </th>
  );
}
