import { AppError } from '../../../shared/errors/app-error.ts';
import type { RunningEngine } from './start-engine.ts';

export interface Pulse {
  /** From now on the process has to answer; the result ends that. */
  begin(): () => void;
  /** Why the process was ended for want of a pulse; null when it was not. */
  failure(): AppError | null;
}

/** Looks that may go without an answer. They are counted, not timed: a machine that slept is not held against anybody. */
const mostMissed = 5;

/** Ends a process that works and does not answer any more: only from outside can that be told from slow work. */
export function watchPulse({ client, kill }: RunningEngine, heartbeat = 10_000): Pulse {
  let working = 0;
  let missed = 0;
  let isAsked = false;
  let timer: NodeJS.Timeout | undefined;
  let failure: AppError | null = null;

  const answered = (): void => {
    isAsked = false;
    missed = 0;
  };
  const look = (): void => {
    if (isAsked) {
      missed += 1;
      if (missed <= mostMissed) return;
      clearInterval(timer);
      failure ??= stalled((mostMissed + 1) * heartbeat);
      void kill();
      return;
    }
    isAsked = true;
    client.call('engine.ping', null).then(answered, answered);
  };

  return {
    failure: () => failure,
    begin() {
      working += 1;
      if (working === 1) timer = setInterval(look, heartbeat);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        working -= 1;
        if (working > 0) return;
        clearInterval(timer);
        missed = 0;
      };
    },
  };
}

const stalled = (ms: number): AppError =>
  new AppError(
    'ENGINE_STALLED',
    `The engine has not answered for ${Math.round(ms / 1000)} s and was ended. Try again; the model is loaded anew.`,
  );
