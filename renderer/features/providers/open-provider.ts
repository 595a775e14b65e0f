import type { ProviderId } from '../../../shared/model/ids.ts';
import { navigate } from '../../app/navigation.ts';

/** Goes to one provider, from any room. */
export const openProvider = (id: ProviderId): void => navigate({ room: 'providers', providerId: id });

export const closeProvider = (): void => navigate({ room: 'providers' });
