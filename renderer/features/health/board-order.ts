import type { BoardRow, HealthStatus } from '../../../shared/model/health.ts';

export type Standing = HealthStatus | 'Off';

/** The worst first. */
export const standings: readonly Standing[] = ['Unhealthy', 'Degraded', 'Healthy', 'Unknown', 'Off'];

export const standingOf = ({ isEnabled, status }: Pick<BoardRow, 'isEnabled' | 'status'>): Standing =>
  isEnabled ? status : 'Off';

const errorsOf = ({ figures }: BoardRow): number => figures.errorRate ?? 0;

/** The worst first, of equal ones those that fail more, then by name. */
export const sortBoard = (rows: readonly BoardRow[]): BoardRow[] =>
  rows.toSorted(
    (a, b) =>
      standings.indexOf(standingOf(a)) - standings.indexOf(standingOf(b)) ||
      errorsOf(b) - errorsOf(a) ||
      a.name.localeCompare(b.name),
  );

/** How many there are of each standing that there is. */
export function countStandings(rows: readonly BoardRow[]): { standing: Standing; count: number }[] {
  return standings
    .map((standing) => ({ standing, count: rows.filter((row) => standingOf(row) === standing).length }))
    .filter(({ count }) => count > 0);
}

/** The models of this computer say nothing before they were asked. */
export const isWorthShowing = ({ isLocal, status, figures }: BoardRow): boolean =>
  !isLocal || status !== 'Unknown' || figures.requests > 0;
