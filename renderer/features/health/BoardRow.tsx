import clsx from 'clsx';
import { Activity, ChevronRight, Ellipsis, ExternalLink, RefreshCw, TriangleAlert, X } from 'lucide-react';
import { useId, useState } from 'react';
import type { HealthHistory, BoardRow as Row } from '../../../shared/model/health.ts';
import { toastError } from '../../app/toast-error.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { openProvider } from '../providers/open-provider.ts';
import { BoardFold } from './BoardFold.tsx';
import { standingOf } from './board-order.ts';
import { tightestKey } from './board-words.ts';
import { FigureCells, QuotaCell } from './FigureCells.tsx';
import { HistoryStrip } from './HistoryStrip.tsx';
import { OpenIncidentDialog } from './OpenIncidentDialog.tsx';
import { StateWord } from './StateWord.tsx';
import { useChecks } from './store.ts';

interface BoardRowProps {
  row: Row;
  name: string;
  history: HealthHistory | undefined;
  now: number;
}

/** One provider; its keys and models fold out of it. */
export function BoardRow({ row, name, history, now }: BoardRowProps) {
  const { t, format } = useI18n();
  const words = t.health.board;
  const foldId = useId();
  const [isUnfolded, setUnfolded] = useState(false);
  const [isAdding, setAdding] = useState(false);
  const isAsked = useChecks(({ running }) => running.has(row.providerId));
  const { check, cancel } = useChecks((state) => state);
  const isChecking = row.isChecking || isAsked;
  const { providerId, lastCheckAt, isEnabled, isLocal } = row;
  const said = isChecking ? words.checking : lastCheckAt === null ? undefined : format.ago(lastCheckAt, now);
  const run = (withToken: boolean): void => void check(providerId, withToken).catch(toastError);
  return (
    <tbody className="border-line border-t">
      <tr className="relative h-14 transition-colors hover:bg-hover">
        <th scope="row" className="pr-3 pl-2.5 text-left font-normal">
          <span className="flex items-center gap-1.5">
            <ChevronRight
              aria-hidden
              size={15}
              className={clsx('shrink-0 text-ink-faint transition-transform', isUnfolded && 'rotate-90')}
            />
            <span className="min-w-0 flex-1">
              {/* The whole row is the target; the buttons at its end stand above it. */}
              <button
                type="button"
                title={name}
                aria-expanded={isUnfolded}
                aria-controls={foldId}
                onClick={() => setUnfolded(!isUnfolded)}
                className="block max-w-full truncate rounded-sm text-left font-medium text-sm after:absolute after:inset-0"
              >
                {name}
              </button>
              <StateWord standing={standingOf(row)}>{said ? ` · ${said}` : null}</StateWord>
            </span>
          </span>
        </th>
        <FigureCells figures={row.figures} />
        <QuotaCell credential={tightestKey(row)} now={now} />
        <td className="pl-1 align-middle max-md:p-0">
          <HistoryStrip history={history} />
        </td>
        <td className="pr-2 text-right">
          <span className="relative z-1 inline-flex items-center gap-0.5">
            <IconButton
              size="sm"
              icon={isAsked ? X : RefreshCw}
              label={isAsked ? words.stopCheck(name) : words.check(name)}
              aria-busy={isChecking || undefined}
              disabled={!isEnabled}
              onClick={() => {
                if (isAsked) cancel(providerId);
                else if (!isChecking) run(false);
              }}
              className={clsx(isChecking && !isAsked && '[&>svg]:animate-spin')}
            />
            <Menu
              trigger={<IconButton size="sm" icon={Ellipsis} label={words.actionsFor(name)} />}
              items={[
                ...(isLocal
                  ? []
                  : [
                      { label: words.withToken, icon: Activity, disabled: !isEnabled, run: () => run(true) },
                      { label: words.openProvider, icon: ExternalLink, run: () => openProvider(providerId) },
                    ]),
                { label: t.health.incidents.add, icon: TriangleAlert, run: () => setAdding(true) },
              ]}
            />
          </span>
          <OpenIncidentDialog open={isAdding} onOpenChange={setAdding} providerId={providerId} />
        </td>
      </tr>
      {isUnfolded ? <BoardFold id={foldId} row={row} history={history} now={now} /> : null}
    </tbody>
  );
}
