import type { RecordedRequest } from '../../shared/model/simulation.ts';
import type { RequestFacts } from './conditions.ts';
import { timeZoneOffset } from './time-zone.ts';

/** Thrown where a rule asks what was not recorded. */
export class NotRecorded extends Error {}

/** The facts of a request whose text is gone: what nobody asked then cannot be asked now. */
export function recordedFacts(request: RecordedRequest, timeZone: string): RequestFacts {
  const { model, door, client, tags, inputTokens, needs, at, known, isOffline, budgetUsed, localWait } = request;
  return {
    model,
    door,
    client,
    tags,
    inputTokens,
    at,
    needs: new Set(needs),
    get task() {
      return there(known.task ?? undefined);
    },
    get personalData() {
      return new Set(there(known.personalData ?? undefined));
    },
    matches: (pattern) => there(Object.hasOwn(known.patterns, pattern) ? known.patterns[pattern] : undefined),
    get timeZoneOffset() {
      return timeZoneOffset(timeZone, at);
    },
    get isOffline() {
      return there(isOffline);
    },
    get budgetUsed() {
      return there(budgetUsed);
    },
    get localWait() {
      return there(localWait);
    },
  };
}

function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new NotRecorded();
  return value;
}
