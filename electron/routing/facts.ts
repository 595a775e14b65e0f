import type { Need, PersonalData, TaskType } from '../../shared/model/routing.ts';
import type { KnownFacts } from '../../shared/model/simulation.ts';
import type { RequestFacts } from './conditions.ts';
import { matchesPattern } from './patterns.ts';
import { findPersonalData } from './personal-data.ts';
import { guessTask } from './task-type.ts';
import { timeZoneOffset } from './time-zone.ts';

export interface FactsInput {
  model: string;
  door: string;
  client: string | null;
  tags: readonly string[];
  /** What is asked now: by this the task is told. */
  last: string;
  /** What else somebody wrote or a tool brought, in whatever order: it goes out with the rest. */
  earlier: readonly string[];
  /** Default: guessed from what is asked. */
  task?: TaskType;
  needs: ReadonlySet<Need>;
  /** See `estimateTokens`. */
  inputTokens: number;
  /** UTC ms. */
  at: number;
  /** As in "Europe/Berlin". */
  timeZone: string;
  isOffline: boolean;
  budgetUsed: number | null;
  localWait: number | null;
}

export interface Facts extends RequestFacts {
  /** What was found out because a rule asked: kept with the request, so that a replay needs no text. */
  known(): KnownFacts;
}

/**
 * What takes time is done once, and only when a rule asks. Patterns and personal data are looked for in every text from
 * end to end, however long: what is to stay at home may stand in the middle.
 */
export function createFacts(input: FactsInput): Facts {
  const { needs, at, timeZone } = input;
  // Not taken out of the input before they are asked for: to put them together takes time as well.
  const texts = (): string[] => [input.last, ...input.earlier];
  const patterns = new Map<string, boolean>();
  let task: TaskType | null = input.task ?? null;
  let personalData: Set<PersonalData> | null = null;
  let offset: number | null = null;
  const { model, door, client, tags, inputTokens, isOffline, budgetUsed, localWait } = input;

  return {
    model,
    door,
    client,
    tags,
    inputTokens,
    needs,
    at,
    isOffline,
    budgetUsed,
    localWait,
    get task() {
      task ??= guessTask(input.last, { hasImage: needs.has('image') }).task;
      return task;
    },
    get personalData() {
      personalData ??= texts().reduce((all, text) => all.union(findPersonalData(text)), new Set<PersonalData>());
      return personalData;
    },
    get timeZoneOffset() {
      offset ??= timeZoneOffset(timeZone, at);
      return offset;
    },
    matches(pattern) {
      const known = patterns.get(pattern);
      if (known !== undefined) return known;
      const found = texts().some((text) => matchesPattern(pattern, text));
      patterns.set(pattern, found);
      return found;
    },
    known: () => ({
      task,
      personalData: personalData && [...personalData],
      patterns: Object.fromEntries(patterns),
    }),
  };
}
