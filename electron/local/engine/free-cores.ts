import { cpus, loadavg } from 'node:os';
import type { LlamaContext } from 'node-llama-cpp';
import { contextInternals } from './internals.ts';

/** Time the machine and this process have worked since some beginning, in ms of one core. */
export interface WorkTimes {
  at: number;
  machine: number;
  own: number;
}

/** How often to look, in ms. */
const interval = 1000;
/** A core that others use for less than this share of the time counts as free. */
const tolerance = 0.35;

/** How many of the cores others left free between two looks. */
export function freeCores(cores: number, before: WorkTimes, after: WorkTimes): number {
  const passed = Math.max(1, after.at - before.at);
  const others = Math.max(0, after.machine - before.machine - (after.own - before.own)) / passed;
  return Math.max(1, Math.floor(cores - others + tolerance));
}

/**
 * The engine's threads wait for each other by spinning, in every layer. One of them without a core of its own holds up
 * all the others: two threads on two cores, one of which somebody else uses, were fifty times slower than one. So no
 * step is given more threads than there are cores to be had.
 */
export function useFreeCores(context: LlamaContext, cores: number, look: () => WorkTimes = lookAtWork): void {
  const { _ctx } = contextInternals(context);
  const setThreads = _ctx.setThreads.bind(_ctx);
  let before = look();
  // Until there is something to compare, what waited for a core in the last minute, us among it; Windows says 0.
  let most = Math.max(1, Math.floor(cores - (loadavg()[0] ?? 0) + tolerance));
  const value = (threads: number): void => {
    if (performance.now() - before.at >= interval) {
      const after = look();
      most = freeCores(cores, before, after);
      before = after;
    }
    setThreads(Math.min(threads, most));
  };
  Object.defineProperty(_ctx, 'setThreads', { value, configurable: true });
}

function lookAtWork(): WorkTimes {
  const { user, system } = process.cpuUsage();
  let machine = 0;
  for (const { times } of cpus()) machine += times.user + times.nice + times.sys + times.irq;
  return { at: performance.now(), machine, own: (user + system) / 1000 };
}
