import { AppError } from '../../../shared/errors/app-error.ts';
import type { LoadHooks, LoadSpec, OpenModel } from '../engine/engine.ts';
import { watchPulse } from './pulse.ts';
import { remoteModel } from './remote-model.ts';
import { type EngineEnd, type EngineHome, type RunningEngine, startEngine } from './start-engine.ts';

/** Loads each model in a process of its own: whatever becomes of that one, the host goes on. */
export const openInOwnProcess =
  (home: EngineHome): OpenModel =>
  async (spec, hooks) => {
    const { signal } = hooks;
    if (signal.aborted) throw cancelled();
    const engine = startEngine(home);
    const stop = (): void => void engine.kill();
    signal.addEventListener('abort', stop, { once: true });
    let hasStarted = false;
    const onProgress = (progress: number): void => {
      hasStarted = true;
      hooks.onProgress(progress);
    };
    try {
      const info = await load(engine, spec, { signal, onProgress });
      // Aborted as it was done: the process is on its way out.
      if (signal.aborted) throw cancelled();
      return remoteModel(engine, info, watchPulse(engine, home.heartbeat));
    } catch (thrown) {
      const end = await engine.kill();
      if (signal.aborted) throw cancelled();
      if (!(thrown instanceof AppError && thrown.code === 'DISCONNECTED')) throw thrown;
      throw hasStarted ? crashError(end) : startError(end);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  };

async function load({ client }: RunningEngine, spec: LoadSpec, { onProgress }: LoadHooks) {
  const stream = client.open('engine.open', spec);
  for await (const progress of stream) onProgress(progress);
  return await stream.end;
}

const cancelled = (): AppError => new AppError('CANCELLED', 'Loading the model was cancelled.');

/** For a process that died of its own doing, before it had anything to do with a model. */
export const startError = ({ exitCode, signal, reason }: EngineEnd): AppError =>
  new AppError('ENGINE_UNAVAILABLE', `A process for the engine could not be started: ${reason}.`, {
    details: { reason, signal, exitCode },
  });

const crashError = ({ exitCode, signal, reason }: EngineEnd): AppError =>
  new AppError('MODEL_CRASHES', `This model brings the engine down as it is loaded: ${reason}.`, {
    details: { reason, signal, exitCode },
  });
