import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { BoardRow, LiveFigures } from '../../../shared/model/health.ts';
import { useI18n } from '../../lib/i18n.ts';
import { limitWords } from '../providers/key-limits.ts';
import { figureWords, quotaShare, resetWords } from './board-words.ts';

interface TwoLinesProps {
  top: ReactNode;
  below?: ReactNode;
  isLoud?: boolean;
}

function TwoLines({ top, below, isLoud = false }: TwoLinesProps) {
  const { t } = useI18n();
  return (
    <td className="pr-3 text-right align-middle tabular-nums">
      <span className={clsx('block truncate text-xs', isLoud ? 'font-medium text-danger' : 'text-ink')}>
        {top ?? (
          <>
            <span aria-hidden className="text-ink-faint">
              –
            </span>
            <span className="sr-only">{t.common.unknown}</span>
          </>
        )}
      </span>
      {below ? <span className="block truncate text-2xs text-ink-muted">{below}</span> : null}
    </td>
  );
}

/** From here on it is not a hiccup. */
const loudRate = 0.2;

/** First token and errors of the last hour. */
export function FigureCells({ figures }: { figures: LiveFigures }) {
  const i18n = useI18n();
  const { p50, p95, errors, requests } = figureWords(figures, i18n);
  return (
    <>
      <TwoLines top={p50 && <span title={i18n.t.health.board.p50Read(p50)}>{p50}</span>} below={p95} />
      <TwoLines top={errors} below={requests} isLoud={(figures.errorRate ?? 0) >= loudRate} />
    </>
  );
}

type KeyOnBoard = BoardRow['keys'][number];

/** What is left of the tightest limit, and when it or a rest ends. */
export function QuotaCell({ credential, now }: { credential: KeyOnBoard | undefined; now: number }) {
  const i18n = useI18n();
  const { quota = null, nextReset = null } = credential ?? {};
  const share = quotaShare(quota, i18n);
  const whole = quota ? limitWords(quota, i18n, now) : undefined;
  const words = [whole?.amount, whole?.window, whole?.reset].filter(Boolean).join(', ');
  const isDue = nextReset !== null && nextReset > now;
  return (
    <TwoLines
      top={share && <span title={words}>{share}</span>}
      below={isDue ? resetWords(nextReset, now, i18n) : undefined}
    />
  );
}
