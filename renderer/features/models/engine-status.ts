import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { EngineStatus } from '../../../shared/model/local-model.ts';
import { client, onReconnected } from '../../client/connect.ts';
import { createResource, type ResourceState } from '../../lib/resource.ts';

/** Milliseconds between two looks while somebody looks on. */
const lookEvery = 2000;

const engineStatus = createResource(() => client.call('engine.status', {}));
onReconnected(() => void engineStatus.refresh());

/** The engine and the memory, kept fresh while what uses it is on screen. */
export function useEngineStatus(): ResourceState<EngineStatus> {
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') void engineStatus.refresh();
    };
    look();
    const timer = setInterval(look, lookEvery);
    const stopListening = client.on('local-models.changed', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      stopListening();
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return useStore(engineStatus.store);
}
