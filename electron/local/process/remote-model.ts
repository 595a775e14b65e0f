import type { Delta, End, Input, StreamName } from '../../../shared/contract/define.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { within } from '../../lib/within.ts';
import type { EngineModel, LoadedInfo } from '../engine/engine.ts';
import type { EngineContract } from './contract.ts';
import type { Pulse } from './pulse.ts';
import type { EngineEnd, RunningEngine } from './start-engine.ts';

/** A model that runs in a process of its own, for callers that do not care where it runs. */
export function remoteModel(engine: RunningEngine, info: LoadedInfo, pulse: Pulse): EngineModel {
  const { client } = engine;
  const lossListeners = new Set<(error: Error) => void>();
  let closing: Promise<void> | undefined;
  let loss: AppError | undefined;
  void engine.ended.then((end) => {
    if (closing) return;
    loss = pulse.failure() ?? lostError(end);
    for (const listener of lossListeners) listener(loss);
    lossListeners.clear();
  });

  /** What a caller of this model gets for what the line to the process says. */
  async function translate(thrown: unknown): Promise<unknown> {
    if (!(thrown instanceof AppError) || thrown.code !== 'DISCONNECTED') return thrown;
    // First: whoever is told of the loss closes what is left of the model.
    if (loss) return loss;
    if (closing) return new AppError('CANCELLED', 'The model was unloaded.');
    const end = await engine.ended;
    return pulse.failure() ?? lostError(end);
  }

  async function* run<K extends StreamName<EngineContract>>(
    name: K,
    input: Input<EngineContract, K>,
    signal: AbortSignal,
  ): AsyncGenerator<Delta<EngineContract, K>, End<EngineContract, K>, void> {
    if (signal.aborted) throw cancelled();
    const rest = pulse.begin();
    const stream = client.open(name, input);
    const deltas = stream[Symbol.asyncIterator]();
    try {
      for (;;) {
        // A process that hangs must not keep its caller too.
        const step = await within(deltas.next(), { signal });
        if (step.done) return await stream.end;
        yield step.value;
      }
    } catch (thrown) {
      throw signal.aborted ? cancelled() : await translate(thrown);
    } finally {
      rest();
      stream.cancel();
    }
  }

  async function finish<K extends 'engine.embed' | 'engine.rank'>(
    name: K,
    input: Input<EngineContract, K>,
    signal: AbortSignal,
  ): Promise<End<EngineContract, K>> {
    for (const steps = run(name, input, signal); ; ) {
      const step = await steps.next();
      if (step.done) return step.value;
    }
  }

  async function asked<T>(ask: () => Promise<T>): Promise<T> {
    const rest = pulse.begin();
    try {
      return await ask();
    } catch (thrown) {
      throw await translate(thrown);
    } finally {
      rest();
    }
  }

  return {
    info,
    generate: (request, signal) => run('engine.generate', request, signal),
    embed: (texts, signal) => finish('engine.embed', texts, signal),
    rank: (query, documents, signal) => finish('engine.rank', { query, documents }, signal),
    tokenize: (text, { special }) => asked(() => client.call('engine.tokenize', { text, special })),
    detokenize: (tokens) => asked(() => client.call('engine.detokenize', tokens)),
    count: (request) => asked(() => client.call('engine.count', request)),
    close() {
      closing ??= engine.close();
      return closing;
    },
    onLost(listener) {
      if (loss) listener(loss);
      else lossListeners.add(listener);
    },
  };
}

const cancelled = (): AppError => new AppError('CANCELLED', 'The request was cancelled.');

const lostError = ({ exitCode, signal, reason }: EngineEnd): AppError =>
  new AppError(
    'ENGINE_LOST',
    `The engine stopped in the middle of the work: ${reason}. Try again; the model is loaded anew.`,
    { details: { reason, signal, exitCode } },
  );
