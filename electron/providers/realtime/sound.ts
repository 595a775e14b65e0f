import { AppError } from '../../../shared/errors/app-error.ts';
import type { AudioFormat, SessionChoices } from './session-choices.ts';

/** OpenAI's: what its clients send where nobody said otherwise. */
export const usualFormat: AudioFormat = { type: 'audio/pcm', rate: 24_000 };

/** In Hz; the two of the telephone have one rate only. */
export const rateOf = (format: AudioFormat): number => (format.type === 'audio/pcm' ? (format.rate ?? 24_000) : 8000);

const bytesPerSample = ({ type }: AudioFormat): number => (type === 'audio/pcm' ? 2 : 1);

/** Counts sound by its length. */
export function createSoundClock(format: AudioFormat) {
  let bytes = 0;
  const perMillisecond = (rateOf(format) * bytesPerSample(format)) / 1000;
  return {
    add(length: number): void {
      bytes += length;
    },
    now: (): number => Math.floor(bytes / perMillisecond),
  };
}

/** In bytes, of sound in base64. */
export const lengthOf = (audio: string): number => Math.floor((audio.length * 3) / 4);

const isSame = (one: AudioFormat, other: AudioFormat): boolean =>
  one.type === other.type && rateOf(one) === rateOf(other);

const describe = (format: AudioFormat): string => `${format.type} with ${rateOf(format)} Hz`;

/** Refuses a format that the other side cannot be brought to. */
export function checkFormat(side: 'input' | 'output', wanted: AudioFormat | undefined, has: AudioFormat): void {
  if (!wanted || isSame(wanted, has)) return;
  const words = side === 'input' ? 'hears' : 'speaks';
  throw new AppError(
    'UNSUPPORTED_PARAMETER',
    `This provider ${words} ${describe(has)} here, not ${describe(wanted)}. Convert the sound, or leave the format out.`,
    { details: { param: `session.audio.${side}.format` } },
  );
}

/** The session as it is told to our side. */
export const describeSession = (
  chosen: SessionChoices,
  { id, model, input, output }: { id: string; model: string; input: AudioFormat; output: AudioFormat | null },
) => ({
  ...chosen,
  id,
  model,
  object: 'realtime.session',
  type: chosen.type ?? ('realtime' as const),
  audio: {
    input: { ...chosen.audio?.input, format: input },
    ...(output && { output: { ...chosen.audio?.output, format: output } }),
  },
});
