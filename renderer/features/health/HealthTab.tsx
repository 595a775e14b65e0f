import { HeartPulse } from 'lucide-react';
import { useEffect } from 'react';
import type { IncidentId } from '../../../shared/model/ids.ts';
import { openAddProvider } from '../../app/add-provider.ts';
import { useRoute } from '../../app/navigation.ts';
import { updateSettings, useSettings } from '../../app/settings-store.ts';
import { Button } from '../../components/Button.tsx';
import { Callout } from '../../components/Callout.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useResource } from '../../lib/resource.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { isWorthShowing } from './board-order.ts';
import { HealthBoard } from './HealthBoard.tsx';
import { useSubjectWords } from './incident-names.ts';
import { OpenIncidents } from './OpenIncidents.tsx';
import { incidentElementId } from './open-health.ts';
import { PastIncidents } from './PastIncidents.tsx';
import { board, useBoardKeptFresh, useIncidents } from './store.ts';

const none: readonly never[] = [];

export function HealthTab() {
  const { t } = useI18n();
  const words = t.health.board.empty;
  const { data: rows, error } = useResource(board);
  const open = useIncidents((state) => state.open) ?? none;
  const subjectOf = useSubjectWords(rows ?? none);
  useBoardKeptFresh();
  useOpenedIncident(rows !== undefined);
  const retry = (
    <Button size="sm" onClick={() => void board.refresh()}>
      {t.common.retry}
    </Button>
  );
  if (!rows) return error === undefined ? <Waiting /> : <ErrorText error={error} actions={retry} />;
  const shown = rows.filter(isWorthShowing);
  return (
    <>
      {/* What is known stays in sight. */}
      {error === undefined ? null : <ErrorText error={error} actions={retry} className="mb-6" />}
      <ChecksOff />
      <OpenIncidents incidents={open} subjectOf={subjectOf} />
      {rows.every(({ isLocal }) => isLocal) ? (
        <div className="mb-8 rounded-lg border border-line border-dashed">
          <EmptyState
            icon={HeartPulse}
            title={words.title}
            body={words.body}
            action={
              <Button variant="primary" onClick={openAddProvider}>
                {words.add}
              </Button>
            }
          />
        </div>
      ) : null}
      {shown.length > 0 ? <HealthBoard rows={shown} /> : null}
      {shown.length > 0 ? <PastIncidents subjectOf={subjectOf} /> : null}
    </>
  );
}

function Waiting() {
  const { t } = useI18n();
  return (
    <output aria-label={t.common.loading} className="flex flex-col gap-2">
      <Skeleton className="h-8 w-64" />
      <Skeleton className="h-64 rounded-lg" />
    </output>
  );
}

/** Nothing is checked unasked: what that means, and the way out. */
function ChecksOff() {
  const { t } = useI18n();
  const words = t.health.board.off;
  const minutes = useSettings()?.healthMinutes;
  const { isBusy, error, submit } = useSubmit(() => updateSettings({ healthMinutes: 5 }, { atOnce: false }));
  if (minutes !== null) return null;
  return (
    <div className="mb-6">
      <Callout
        title={words.title}
        action={
          <Button size="sm" busy={isBusy} onClick={() => void submit()}>
            {words.turnOn}
          </Button>
        }
      >
        {words.body}
      </Callout>
      {error === undefined ? null : <ErrorText error={error} className="mt-2" />}
    </div>
  );
}

/** The incident that the address names gets into sight, and the focus. */
function useOpenedIncident(isReady: boolean): void {
  // Anew with each way here, also to where one is already.
  const route = useRoute();
  const { routingId } = route;
  const isThere = useIncidents(({ open, past }) => [...(open ?? none), ...past].some(({ id }) => id === routingId));
  useEffect(() => {
    const { routingPart, routingId: id } = route;
    if (!isReady || !isThere || routingPart !== 'health' || !id) return;
    const card = document.getElementById(incidentElementId(id as IncidentId));
    card?.scrollIntoView({ block: 'center' });
    card?.focus({ preventScroll: true });
  }, [isReady, isThere, route]);
}
