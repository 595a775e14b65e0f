import { classifyError } from '../../../../electron/providers/errors/classify-error.ts';
import { serverEvent } from '../../../../electron/providers/realtime/server-events.ts';
import type { RealtimeEvent, RealtimeSession } from '../../../../electron/providers/services/realtime.ts';
import type { AppError } from '../../../../shared/errors/app-error.ts';

export interface FollowedTalk {
  /** All that were told so far. */
  events: RealtimeEvent[];
  /** The next one of this type that nobody has taken yet. */
  next(type: string): Promise<RealtimeEvent>;
  /** Resolves when the talk is over, with what ended it too early. */
  end: Promise<unknown>;
}

/** Reads a talk as a client of the protocol does: what does not fit the protocol fails the test. */
export function followTalk({ events: stream }: RealtimeSession, isOurs = true): FollowedTalk {
  const events: RealtimeEvent[] = [];
  const taken = new Set<RealtimeEvent>();
  let arrived = Promise.withResolvers<void>();
  let isOver = false;
  const read = async (): Promise<void> => {
    for await (const event of stream) {
      events.push(isOurs ? (serverEvent.parse(event) as RealtimeEvent) : event);
      arrived.resolve();
      arrived = Promise.withResolvers<void>();
    }
  };
  const end = read()
    .then(
      () => undefined,
      (error: unknown) => error,
    )
    .finally(() => {
      isOver = true;
      arrived.resolve();
    });
  return {
    events,
    end,
    async next(type) {
      for (;;) {
        const found = events.find((event) => event.type === type && !taken.has(event));
        if (found) {
          taken.add(found);
          return found;
        }
        if (isOver)
          throw new Error(`the talk ended without ${type}; told were ${events.map((one) => one.type).join(', ')}`);
        await arrived.promise;
      }
    },
  };
}

/** What a person is told about it. */
export const told = (thrown: unknown, hasContent = true): AppError =>
  classifyError(thrown, { provider: 'My provider', host: 'api.example.com', modelId: 'some-model', hasContent });

export const failureOf = async (asking: Promise<unknown>): Promise<AppError> => {
  const thrown = await asking.then(
    () => new Error('it did not fail'),
    (error: unknown) => error,
  );
  return told(thrown, false);
};

export const typesOf = (events: readonly RealtimeEvent[]): string[] => events.map(({ type }) => type);

export const base64 = (text: string): string => Buffer.from(text).toString('base64');
