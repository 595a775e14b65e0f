import { useStore } from 'zustand';
import type { LocalModel } from '../../../shared/model/local-model.ts';
import { client, onReconnected } from '../../client/connect.ts';
import { createModelsStore, type ModelsState } from './models-store.ts';

/** The models of this computer, as this window knows them. */
export const modelsStore = createModelsStore(client);
export const useModels = <T>(select: (state: ModelsState) => T): T => useStore(modelsStore, select);

export const useModel = (name: string | undefined): LocalModel | undefined =>
  useModels(({ models }) => (name === undefined ? undefined : models?.find((model) => model.name === name)));

onReconnected(() => void modelsStore.getState().refresh());
