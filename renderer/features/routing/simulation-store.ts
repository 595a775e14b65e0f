import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../shared/contract/client.ts';
import type { AppContract, Input } from '../../../shared/contract/contract.ts';
import type { RuleId } from '../../../shared/model/ids.ts';
import type { Simulation } from '../../../shared/model/simulation.ts';

type SimulationInput = Input<'routing.simulate'>;

export interface SimulationState {
  /** Null is an empty field. */
  days: number | null;
  /** What if this rule were on, or off: only where that is another than what is stored. */
  switches: Readonly<Partial<Record<RuleId | 'new', boolean>>>;
  isRunning: boolean;
  /** The newest one; it stays while another one runs, and when that fails. */
  found: { simulation: Simulation; input: SimulationInput } | null;
  error: unknown;
  setDays(days: number | null): void;
  /** Undefined: as it is stored. */
  setSwitch(id: RuleId | 'new', isOn: boolean | undefined): void;
  run(input: SimulationInput): Promise<void>;
  /** What runs ends, here and in the host. */
  stop(): void;
}

/** Kept while the person looks at something else. */
export function createSimulationStore(client: Client<AppContract>): StoreApi<SimulationState> {
  let newest = new AbortController();
  const store = createStore<SimulationState>(() => ({
    days: 7,
    switches: {},
    isRunning: false,
    found: null,
    error: undefined,
    setDays: (days) => store.setState({ days }),
    setSwitch: (id, isOn) =>
      store.setState(({ switches: { [id]: _before, ...others } }) => ({
        switches: isOn === undefined ? others : { ...others, [id]: isOn },
      })),
    async run(input) {
      newest.abort();
      const mine = new AbortController();
      newest = mine;
      store.setState({ isRunning: true, error: undefined });
      try {
        const simulation = await client.call('routing.simulate', input, { signal: mine.signal });
        if (mine === newest) store.setState({ found: { simulation, input }, isRunning: false });
      } catch (error) {
        if (mine === newest) store.setState({ error, isRunning: false });
      }
    },
    stop() {
      newest.abort();
      newest = new AbortController();
      store.setState({ isRunning: false });
    },
  }));
  return store;
}
