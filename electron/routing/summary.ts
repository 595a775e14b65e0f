import type { Target } from '../../shared/model/provider.ts';
import type { RecordedRequest, SimulatedSide } from '../../shared/model/simulation.ts';

/** What became of a request, or would have. */
export type Result = Pick<RecordedRequest, 'target' | 'cost' | 'firstToken' | 'status'>;

export function summarise(results: readonly Result[], isLocal: (target: Target) => boolean): SimulatedSide {
  const count = (holds: (result: Result) => boolean): number => results.filter(holds).length;
  const sent = results.flatMap(({ target }) => target ?? []);
  const times = results.flatMap(({ firstToken }) => firstToken ?? []).toSorted((one, other) => one - other);
  return {
    requests: results.length,
    cost: results.reduce((sum, { cost }) => sum + (cost ?? 0), 0),
    unpriced: count(({ status, cost }) => status === 'answered' && cost === null),
    firstToken: times.length === 0 ? null : { mean: sumOf(times) / times.length, p95: atShare(times, 0.95) },
    localShare: sent.length === 0 ? null : sent.filter(isLocal).length / sent.length,
    failures: count(({ status }) => status === 'failed'),
    refused: count(({ status }) => status === 'refused'),
  };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The nearest rank: a time that really was. */
const atShare = (sorted: readonly number[], share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
