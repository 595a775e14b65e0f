import { AppError } from '../../../shared/errors/app-error.ts';
import type { LoadChoices } from '../../../shared/model/load-settings.ts';
import { estimate } from '../memory/estimate.ts';
import { estimateInput, type RoomInput, roomWithout, type Taken } from './room.ts';

/** The numbers, and the nearest settings in words. `kept` are the models that would stay whatever happens. */
export function willNotFit(name: string, input: RoomInput, kept: readonly string[]): AppError {
  const stuck = input.taken.filter(({ isStuck }) => isStuck);
  const going = input.taken.filter((taken) => !taken.isStuck && !kept.includes(taken.key));
  const gone = new Set(going.map(({ key }) => key));
  const room = roomWithout(gone, input);
  const { ram, vram, nearest } = estimate(estimateInput(input, room));
  const needed = Math.max(ram + vram, input.known ?? 0);
  const free = room.limitFree ?? room.machine.ramFree + (room.machine.isUnified ? 0 : room.machine.vramFree);
  const what = room.limitFree === null ? 'are free' : 'are left of the limit';
  return new AppError(
    'MODEL_WILL_NOT_FIT',
    `${name} needs ${inWords(needed)}, but ${inWords(free)} ${what}. ${remedy(nearest, kept.length)}${stuck.length > 0 ? restart(stuck) : ''}`,
    { details: { needed, free, limit: input.limit, nearest: nearest && choicesInWords(nearest) } },
  );
}

/** It was loaded, and took more than it was thought to. */
export const tookTooMuch = (name: string, taken: number, limit: number): AppError =>
  new AppError(
    'MODEL_WILL_NOT_FIT',
    `${name} took ${inWords(taken)}, more than the ${inWords(limit)} that local models may have. Raise the limit, or load it with fewer slots or less context.`,
    { details: { needed: taken, free: limit, limit } },
  );

function remedy(nearest: LoadChoices | null, pinned: number): string {
  const unpin = pinned > 0 ? ' Unpinning a model would make room, too.' : '';
  if (!nearest) return `Choose a smaller model or a smaller quantisation.${unpin}`;
  return `It would fit with ${choicesInWords(nearest)}.${unpin}`;
}

const restart = (stuck: readonly Taken[]): string =>
  ` ${inWords(stuck.reduce((sum, { ram, vram }) => sum + ram + vram, 0))} are held by a model that hangs: start Switchyard anew to free them.`;

export function choicesInWords({ slots, contextSize, cacheKeyType, cacheValueType, gpuLayers }: LoadChoices): string {
  const cache = cacheKeyType ?? cacheValueType;
  const parts = [
    slots !== undefined && `${slots} ${slots === 1 ? 'slot' : 'slots'}`,
    contextSize !== undefined && `a context of ${contextSize} tokens`,
    cache !== undefined && `a ${cache} cache`,
    gpuLayers !== undefined && `${gpuLayers} layers on the GPU`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}

const mebibyte = 1024 ** 2;
function inWords(bytes: number): string {
  const mebibytes = bytes / mebibyte;
  return mebibytes < 1024 ? `${Math.ceil(mebibytes)} MiB` : `${(mebibytes / 1024).toFixed(1)} GiB`;
}
