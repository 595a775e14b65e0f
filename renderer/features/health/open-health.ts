import type { IncidentId } from '../../../shared/model/ids.ts';
import { navigate } from '../../app/navigation.ts';

export const openHealth = (): void => navigate({ room: 'routing', routingPart: 'health' });

export const openIncident = (routingId: IncidentId): void =>
  navigate({ room: 'routing', routingPart: 'health', routingId });

let isSettingsWanted = false;

/** Into the settings, at those of the health. */
export function openHealthSettings(): void {
  isSettingsWanted = true;
  navigate({ room: 'settings' });
}

/** Whether the settings were opened for these; asked once. */
export function takeSettingsWish(): boolean {
  const wish = isSettingsWanted;
  isSettingsWanted = false;
  return wish;
}

export const incidentElementId = (id: IncidentId): string => `incident-${id}`;
