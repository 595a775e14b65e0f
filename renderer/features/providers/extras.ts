import { useStore } from 'zustand';
import { client } from '../../client/connect.ts';
import { createExtrasStore, type ExtrasState } from './extras-store.ts';

/** What providers can do besides answering, as this window knows it. */
const extrasStore = createExtrasStore(client);
export const useExtras = <T>(select: (state: ExtrasState) => T): T => useStore(extrasStore, select);
