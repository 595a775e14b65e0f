import { useStore } from 'zustand';
import { client, onReconnected } from '../../client/connect.ts';
import { type BatchesState, createBatchesStore } from './batches-store.ts';

const batchesStore = createBatchesStore(client);
export const useBatches = <T>(select: (state: BatchesState) => T): T => useStore(batchesStore, select);

onReconnected(() => void (batchesStore.getState().batches !== null && batchesStore.getState().refresh()));
