import { useStore } from 'zustand';
import { client, onReconnected } from '../../client/connect.ts';
import { createRoutingStore, type RoutingState } from './routing-store.ts';
import { createSimulationStore, type SimulationState } from './simulation-store.ts';

/** The aliases and rules, as this window knows them. */
const routingStore = createRoutingStore(client);
export const useRouting = <T>(select: (state: RoutingState) => T): T => useStore(routingStore, select);

const simulationStore = createSimulationStore(client);
export const useSimulation = <T>(select: (state: SimulationState) => T): T => useStore(simulationStore, select);

onReconnected(() => void routingStore.getState().refresh());
