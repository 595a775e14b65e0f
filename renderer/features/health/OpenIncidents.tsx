import type { Incident } from '../../../shared/model/health.ts';
import { Section } from '../../components/Section.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { IncidentCard } from './IncidentCard.tsx';
import { useClock } from './use-clock.ts';

interface OpenIncidentsProps {
  incidents: readonly Incident[];
  subjectOf: (incident: Incident) => string;
}

export function OpenIncidents({ incidents, subjectOf }: OpenIncidentsProps) {
  const { t } = useI18n();
  const now = useClock();
  if (incidents.length === 0) return null;
  return (
    <Section title={t.health.incidents.open}>
      {incidents.map((incident) => (
        <IncidentCard key={incident.id} incident={incident} subject={subjectOf(incident)} now={now} />
      ))}
    </Section>
  );
}
