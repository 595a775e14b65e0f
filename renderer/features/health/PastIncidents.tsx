import { useState } from 'react';
import type { Incident } from '../../../shared/model/health.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Section } from '../../components/Section.tsx';
import { errorWords } from '../../lib/error-words.ts';
import { useI18n } from '../../lib/i18n.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { spanWords, timeWords } from './board-words.ts';
import { OpenIncidentDialog } from './OpenIncidentDialog.tsx';
import { incidentElementId } from './open-health.ts';
import { StandingDot } from './StateWord.tsx';
import { useIncidents } from './store.ts';
import { useClock } from './use-clock.ts';

/** What was, and how long; and where a person says that something is wrong. */
export function PastIncidents({ subjectOf }: { subjectOf: (incident: Incident) => string }) {
  const { t } = useI18n();
  const words = t.health.incidents;
  const now = useClock();
  const [isAdding, setAdding] = useState(false);
  const past = useIncidents((state) => state.past);
  const hasOlder = useIncidents((state) => state.hasOlder);
  const { isBusy, error, submit } = useSubmit(useIncidents((state) => state.showOlder));
  return (
    <>
      <Section
        title={words.past}
        actions={
          <Button size="sm" onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        }
      >
        {past.length === 0 ? <p className="px-4 py-3 text-ink-muted text-sm">{words.nonePast}</p> : null}
        {past.map((incident) => (
          <PastIncident key={incident.id} incident={incident} subject={subjectOf(incident)} now={now} />
        ))}
        {hasOlder ? (
          <div className="flex flex-col items-start gap-2 px-3 py-2">
            {error === undefined ? null : <ErrorText error={error} />}
            <Button size="sm" variant="ghost" busy={isBusy} onClick={() => void submit()}>
              {words.older}
            </Button>
          </div>
        ) : null}
      </Section>
      <OpenIncidentDialog open={isAdding} onOpenChange={setAdding} />
    </>
  );
}

interface PastIncidentProps {
  incident: Incident;
  subject: string;
  now: number;
}

function PastIncident({ incident, subject, now }: PastIncidentProps) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const words = t.health.incidents;
  const { cause, openedAt, closedAt, closedBy, failures, reopenings, note } = incident;
  const facts = [
    closedAt === null ? undefined : words.lasted(spanWords(Math.max(0, closedAt - openedAt), i18n)),
    failures > 0 ? words.failures(format.number(failures)) : undefined,
    reopenings > 0 ? words.reopened(format.number(reopenings)) : undefined,
    closedBy === null ? undefined : words.closedBy[closedBy],
  ];
  return (
    <article
      id={incidentElementId(incident.id)}
      tabIndex={-1}
      aria-label={subject}
      className="flex items-start gap-3 px-4 py-3 outline-offset-[-2px] first:rounded-t-lg last:rounded-b-lg"
    >
      <span className="flex h-5 items-center">
        <StandingDot standing="Off" />
      </span>
      <div className="min-w-0 flex-1">
        <h3 className="wrap-anywhere text-sm">
          <span className="font-medium">{subject}</span>
          <span className="text-ink-muted"> · {cause ? errorWords(cause, i18n).title : words.byHand}</span>
        </h3>
        <p className="text-ink-muted text-xs tabular-nums">{facts.filter(Boolean).join(' · ')}</p>
        {note ? <p className="mt-0.5 whitespace-pre-wrap break-words text-ink-muted text-xs">{note}</p> : null}
      </div>
      <span className="shrink-0 text-ink-faint text-xs leading-5 tabular-nums">{timeWords(openedAt, now, i18n)}</span>
    </article>
  );
}
