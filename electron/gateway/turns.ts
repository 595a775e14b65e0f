import type { Target } from '../../shared/model/provider.ts';
import type { Turn } from '../routing/strategies.ts';

/** Conversations whose target is remembered. */
const most = 10_000;
/** Its multiples fall evenly between 0 and 1: a lottery that a try can look into without drawing. */
const golden = (Math.sqrt(5) - 1) / 2;

export const turnOf = (count: number): Turn => ({ random: ((count + 1) * golden) % 1, count });

/** Whose turn it is behind each name, and who sits with which conversation. */
export function createTurns() {
  const counts = new Map<string, number>();
  const seats = new Map<string, Target>();
  return {
    of(name: string) {
      const count = counts.get(name) ?? 0;
      return {
        turn: turnOf(count),
        next(): void {
          if (counts.size >= most) counts.clear();
          counts.set(name, count + 1);
        },
      };
    },

    seat(conversation: string) {
      return {
        target: seats.get(conversation) ?? null,
        take(target: Target): void {
          seats.delete(conversation);
          seats.set(conversation, target);
          const [oldest] = seats.keys();
          if (seats.size > most && oldest !== undefined) seats.delete(oldest);
        },
      };
    },
  };
}
