import { useState } from 'react';
import type { Incident } from '../../../shared/model/health.ts';
import { Button } from '../../components/Button.tsx';
import { Details } from '../../components/Details.tsx';
import { errorWords } from '../../lib/error-words.ts';
import { useI18n } from '../../lib/i18n.ts';
import { openAlias } from '../routing/open-routing.ts';
import { useRouting } from '../routing/store.ts';
import { aliasesAffected } from './affected.ts';
import { spanWords, timeWords } from './board-words.ts';
import { IncidentDialog } from './IncidentDialog.tsx';
import { incidentElementId } from './open-health.ts';
import { StandingDot } from './StateWord.tsx';

interface IncidentCardProps {
  incident: Incident;
  /** What it is about. */
  subject: string;
  now: number;
}

/** What does not work, since when, and whom it meets. */
export function IncidentCard({ incident, subject, now }: IncidentCardProps) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const words = t.health.incidents;
  const [dialog, setDialog] = useState<'close' | 'note'>();
  const { cause, openedAt, failures, reopenings, note } = incident;
  const told = cause ? errorWords(cause, i18n) : undefined;
  const facts = [
    words.since(timeWords(openedAt, now, i18n), spanWords(Math.max(0, now - openedAt), i18n)),
    failures > 0 ? words.failures(format.number(failures)) : undefined,
    reopenings > 0 ? words.reopened(format.number(reopenings)) : undefined,
  ];
  return (
    <article
      id={incidentElementId(incident.id)}
      tabIndex={-1}
      aria-label={subject}
      className="flex items-start gap-3 px-4 py-3.5 outline-offset-[-2px] first:rounded-t-lg last:rounded-b-lg"
    >
      <span className="flex h-5 items-center">
        <StandingDot standing="Unhealthy" />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <h3 className="wrap-anywhere font-medium text-sm">{subject}</h3>
        <p className="text-pretty text-ink text-sm">{told ? `${told.title}. ${told.remedy}` : words.byHand}</p>
        <p className="text-ink-muted text-xs tabular-nums">{facts.filter(Boolean).join(' · ')}</p>
        <Affected incident={incident} />
        {note ? (
          <p className="mt-1 whitespace-pre-wrap break-words border-line-strong border-l-2 pl-2.5 text-ink-muted text-xs">
            {note}
          </p>
        ) : null}
        {cause ? <Details>{cause.message}</Details> : null}
      </div>
      <span className="-my-1 flex shrink-0 gap-1.5">
        <Button size="sm" variant="ghost" aria-label={words.noteOf(subject)} onClick={() => setDialog('note')}>
          {note ? words.editNote : words.note}
        </Button>
        <Button size="sm" aria-label={words.closeOf(subject)} onClick={() => setDialog('close')}>
          {words.close}
        </Button>
      </span>
      <IncidentDialog incident={incident} subject={subject} open={dialog} onClose={() => setDialog(undefined)} />
    </article>
  );
}

function Affected({ incident }: { incident: Incident }) {
  const { t } = useI18n();
  const words = t.health.incidents;
  const aliases = useRouting((state) => state.aliases);
  if (!aliases) return null;
  const affected = aliasesAffected(incident, aliases);
  return (
    <p className="flex flex-wrap gap-x-2 text-ink-muted text-xs">
      {affected.length === 0 ? words.affectsNone : `${words.affects}:`}
      {affected.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          onClick={() => openAlias(id)}
          className="rounded-sm text-accent underline-offset-2 hover:underline"
        >
          {name}
        </button>
      ))}
    </p>
  );
}
