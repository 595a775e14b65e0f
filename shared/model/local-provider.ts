import type { ProviderId } from './ids.ts';

/** The local host is a provider like the others, but one that is always there and has no row of its own. */
export const localProviderId = '00000000-0000-7000-8000-000000000001' as ProviderId;
