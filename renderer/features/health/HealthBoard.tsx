import { useState } from 'react';
import type { BoardRow as Row } from '../../../shared/model/health.ts';
import { useSettings } from '../../app/settings-store.ts';
import { Button } from '../../components/Button.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useResource } from '../../lib/resource.ts';
import { BoardRow } from './BoardRow.tsx';
import { countStandings, type Standing, sortBoard, standingOf } from './board-order.ts';
import { openHealthSettings } from './open-health.ts';
import { StateFilter } from './StateFilter.tsx';
import { histories } from './store.ts';
import { useClock } from './use-clock.ts';

const minute = 60_000;

/** Each provider with what it does now and did today, the worst on top. */
export function HealthBoard({ rows }: { rows: readonly Row[] }) {
  const { t } = useI18n();
  const words = t.health.board;
  const now = useClock();
  const { data: known } = useResource(histories);
  const [wanted, setWanted] = useState<Standing>();
  const shown = sortBoard(rows).filter((row) => wanted === undefined || standingOf(row) === wanted);
  return (
    <section aria-label={words.title} className="mb-8">
      <div className="-ml-2 mb-2 flex min-h-7 items-center justify-between gap-4">
        <StateFilter counts={countStandings(rows)} value={wanted} onChange={setWanted} />
        <Rhythm />
      </div>
      <div className="rounded-lg border border-line bg-surface">
        <table aria-label={words.title} className="w-full table-fixed border-collapse">
          <colgroup>
            <col />
            <col className="w-20" />
            <col className="w-24" />
            <col className="w-27" />
            <col className="w-29 max-md:w-0" />
            <col className="w-19" />
          </colgroup>
          <thead className="text-2xs text-ink-faint">
            <tr className="h-8">
              <th className="pl-7.75 text-left font-medium">{words.columns.provider}</th>
              <th className="pr-3 text-right font-medium">{words.columns.firstToken}</th>
              <th className="pr-3 text-right font-medium">{words.columns.errors}</th>
              <th className="pr-3 text-right font-medium">{words.columns.quota}</th>
              <th className="overflow-hidden whitespace-nowrap pl-1 text-left font-medium max-md:p-0">
                {words.columns.history}
              </th>
              <th className="relative">
                <span className="sr-only">{words.columns.actions}</span>
              </th>
            </tr>
          </thead>
          {shown.map((row) => (
            <BoardRow
              key={row.providerId}
              row={row}
              name={row.isLocal ? t.chat.onThisComputer : row.name}
              history={known?.find(({ providerId }) => providerId === row.providerId)}
              now={now}
            />
          ))}
        </table>
        {shown.length === 0 && wanted !== undefined ? (
          <div className="flex items-center justify-between gap-4 border-line border-t px-4 py-3 text-ink-muted text-sm">
            {words.noneOf(t.health.states[wanted])}
            <Button size="sm" onClick={() => setWanted(undefined)}>
              {words.showAll}
            </Button>
          </div>
        ) : null}
      </div>
    </section>
  );
}

/** How it is known, and where that is changed. */
function Rhythm() {
  const { t, format } = useI18n();
  const words = t.health.board;
  const minutes = useSettings()?.healthMinutes;
  if (minutes === undefined) return null;
  return (
    <p className="flex shrink-0 items-center gap-1 text-ink-faint text-xs">
      {minutes === null ? words.onlyRequests : words.every(format.duration(minutes * minute))}
      <Button size="sm" variant="ghost" className="px-1.5!" onClick={openHealthSettings}>
        {words.change}
      </Button>
    </p>
  );
}
