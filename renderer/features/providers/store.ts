import { useStore } from 'zustand';
import { client, onReconnected } from '../../client/connect.ts';
import { createProvidersStore, type ProvidersState } from './providers-store.ts';

/** The providers, their keys and models, as this window knows them. */
export const providersStore = createProvidersStore(client);
export const useProviders = <T>(select: (state: ProvidersState) => T): T => useStore(providersStore, select);

onReconnected(() => void providersStore.getState().refresh());
