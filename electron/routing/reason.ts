import type { Estimate, Goal, PlannedAttempt, RoutePlan } from '../../shared/model/route.ts';
import type { TaskType } from '../../shared/model/routing.ts';

/** Why the plan begins as it does, in a sentence, for programs that show it to somebody. */
export function reasonOf(plan: RoutePlan, goal: Goal): string {
  const [first] = plan.attempts;
  if (!first) return 'Nobody can answer this.';
  return `${whyFirst(first, plan, goal)}; ${expected(first.estimate)}.`;
}

function whyFirst(first: PlannedAttempt, plan: RoutePlan, goal: Goal): string {
  switch (first.reason) {
    case 'asked':
      return 'Asked for by its own name';
    case 'rule':
      return `A rule says so: "${plan.rules.find(({ isDeciding }) => isDeciding)?.name ?? ''}"`;
    case 'sticky':
      return 'It answered this conversation before';
    case 'strategy':
    case 'fallback': {
      // Those that are not well were never in the race.
      const rivals = plan.attempts.filter(({ demotion }) => demotion === first.demotion);
      const which = plan.strategy === 'auto' ? bestBy(goal, first, rivals) : `First by ${plan.strategy}`;
      return `${which} of ${countOf(rivals.length)} that ${ability(plan.task)}${illness(first)}`;
    }
    default:
      return first.reason satisfies never;
  }
}

const countOf = (models: number): string => (models === 1 ? '1 model' : `${models} models`);

const abilities: Record<TaskType, string> = {
  explanation: 'can explain',
  analysis: 'can do analysis',
  coding: 'can do coding',
  maths: 'can do maths',
  extraction: 'can extract data',
  summary: 'can summarise',
  translation: 'can translate',
  creative: 'can write',
  chat: 'can chat',
  vision: 'can see',
};
const ability = (task: TaskType | null): string => (task === null ? 'can answer' : abilities[task]);

const illness = ({ demotion }: PlannedAttempt): string => (demotion === null ? '' : `, though ${demotion}`);

type Measure = (estimate: Estimate) => number | null;

const words: Record<Goal, { best: string; weighed: string; measure: Measure }> = {
  cost_optimized: { best: 'Cheapest', weighed: 'Best for its price', measure: ({ cost }) => cost },
  latency_optimized: { best: 'Fastest', weighed: 'Best for its speed', measure: ({ latency }) => latency },
  quality_optimized: {
    best: 'Strongest',
    weighed: 'Best weighed by quality',
    measure: ({ quality }) => (quality === null ? null : -quality),
  },
  balanced: { best: 'Best balance', weighed: 'Best balance', measure: () => null },
};

/** The cheapest is only called so when it is: what else was weighed may have put another one first. */
function bestBy(goal: Goal, { estimate }: PlannedAttempt, rivals: readonly PlannedAttempt[]): string {
  const { best, weighed, measure } = words[goal];
  const own = measure(estimate);
  const isBest =
    own !== null &&
    rivals.every((rival) => {
      const other = measure(rival.estimate);
      return other !== null && own <= other;
    });
  return isBest ? best : weighed;
}

function expected({ cost, latency }: Estimate): string {
  const money = cost === null ? 'price not known' : cost === 0 ? 'free' : `est. ${dollars(cost)} $`;
  const time = latency === null ? 'speed not known yet' : `${Math.round(latency)} ms to the first token`;
  return `${money}, ${time}`;
}

/** Two digits that say something, and never an exponent. */
function dollars(nano: number): string {
  const amount = nano / 1e9;
  const digits = Math.min(9, Math.max(2, 1 - Math.floor(Math.log10(amount))));
  return amount.toFixed(digits);
}
