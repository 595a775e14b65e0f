import { basename } from 'node:path';
import { AppError, type ErrorData, toAppError } from '../../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import type { LoadSettings } from '../../../shared/model/load-settings.ts';
import type { ModelPurpose } from '../engine/engine.ts';
import type { ProbeStage } from './contract.ts';
import { isMomentary } from './end-reason.ts';
import { startError } from './own-process.ts';
import { type EngineEnd, type EngineHome, startEngine } from './start-engine.ts';
import { endlessTemplate } from './template-check.ts';

export interface ProbeOptions extends EngineHome {
  purpose: ModelPurpose;
  settings: LoadSettings;
  signal: AbortSignal;
  /** Bytes of all its parts, and of its adapters. */
  size: number;
  /** Most ms for each of its stages. Default: two minutes, and one second for each 50 MB. */
  timeLimit?: number;
  /** Most bytes of memory. Default: twice the file's size and 4 GiB. */
  memoryLimit?: number;
  /** Most ms for rendering the chat template. Default: 5000. */
  templateLimit?: number;
}

type Stage = ProbeStage | 'start';

export type ProbeOutcome =
  | { ok: true }
  /** `isLasting`: it will be the same the next time, as long as the file and the engine are. */
  | { ok: false; error: ErrorData; isLasting: boolean };

/** ms for the process to be there, which a busy machine may take and is not the file's doing. */
const startLimit = 60_000;

/** MiB of JavaScript memory: a vocabulary of any size fits, a loop without end is over soon. */
const heapLimit = 2048;

/**
 * Loads a file for the first time, in a process that it may take down: its template, a load with next to no context,
 * one token. Throws only when it is cancelled.
 */
export async function probeFile(path: string, options: ProbeOptions): Promise<ProbeOutcome> {
  const { purpose, settings, signal, size } = options;
  const { timeLimit = 120_000 + size / 50_000, memoryLimit = 2 * size + 4 * 1024 ** 3, templateLimit = 5000 } = options;
  if (signal.aborted) throw cancelled();
  const engine = startEngine(options, { memoryLimit, heapLimit });
  let stage: Stage = 'start';
  let isTooLate = false;
  const stop = (): void => void engine.kill();
  signal.addEventListener('abort', stop, { once: true });
  const giveUp = (): void => {
    isTooLate = true;
    stop();
  };
  let timer = setTimeout(giveUp, startLimit);
  try {
    const spec = { path, purpose, settings: modest(settings), draftPath: null, ignoreMemoryChecks: true };
    const steps = engine.client.open('engine.probe', { spec, templateLimit });
    for await (const next of steps) {
      stage = next;
      clearTimeout(timer);
      timer = setTimeout(giveUp, timeLimit);
    }
    await steps.end;
    return { ok: true };
  } catch (thrown) {
    const end = await engine.kill();
    if (signal.aborted) throw cancelled();
    const failure = toAppError(thrown);
    if (failure.code !== 'DISCONNECTED') {
      return { ok: false, error: failure.toJSON(), isLasting: ofTheFile.has(failure.code) };
    }
    const name = basename(path);
    const isTimeout = isTooLate && stage !== 'template';
    const error = isTimeout
      ? timeoutError(name, { stage, limit: stage === 'start' ? startLimit : timeLimit })
      : deathError(name, { stage, end });
    return {
      ok: false,
      error: error.toJSON(),
      isLasting: !isBefore(stage) && (isTooLate || !isMomentary(end.reason)),
    };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    await engine.kill();
  }
}

/** What the child says itself, where it did not die: the rest is about the machine or the settings. */
const ofTheFile = new Set<ErrorCode>(['MODEL_CRASHES', 'MODEL_FILE_INVALID', 'MODEL_LOAD_FAILED']);

/** What belongs to the file and the machine stays; what makes a load big or slow goes. */
const modest = (settings: LoadSettings): LoadSettings => ({
  ...settings,
  contextSize: 512,
  slots: 1,
  batchSize: 128,
  flashAttention: 'auto',
  cacheKeyType: 'F16',
  cacheValueType: 'F16',
  mlock: false,
  speculation: { kind: 'off' },
});

const cancelled = (): AppError => new AppError('CANCELLED', 'Trying the model out was cancelled.');

/** Before that nothing of the file has been touched by the engine, so it cannot be at fault. */
const isBefore = (stage: Stage): boolean => stage === 'start' || stage === 'engine';

const doing: Record<Stage, string> = {
  start: 'its process was being started',
  engine: 'the engine was being started',
  template: 'its chat template was being rendered',
  load: 'it was being loaded',
  'first-token': 'it was writing its first token',
};

function timeoutError(name: string, { stage, limit }: { stage: Stage; limit: number }): AppError {
  const seconds = Math.round(limit / 1000);
  const reason = `after ${seconds} s ${doing[stage]} still`;
  return new AppError('MODEL_LOAD_TIMEOUT', `${name} was tried out, and ${reason}. It was stopped.`, {
    details: { reason, stage, seconds },
  });
}

function deathError(name: string, { stage, end }: { stage: Stage; end: EngineEnd }): AppError {
  const { exitCode, signal } = end;
  if (isBefore(stage)) return startError(end);
  const reason = stage === 'template' && !isMomentary(end.reason) ? endlessTemplate : end.reason;
  return new AppError('MODEL_CRASHES', `${name} brings the engine down while ${doing[stage]}: ${reason}.`, {
    details: { reason, stage, signal, exitCode },
  });
}
