import { AppError } from '../../../../shared/errors/app-error.ts';
import { fromWave } from '../speech/wave.ts';

/** Sound in one of the three forms that a stream to Transcribe takes. */
export interface StreamedAudio {
  encoding: 'pcm' | 'flac' | 'ogg-opus';
  bytes: Uint8Array;
  /** In Hz. */
  sampleRate: number;
  channels: number;
}

const unusable = (): AppError =>
  new AppError(
    'MODEL_LACKS_CAPABILITY',
    'Amazon Transcribe hears WAV (16 bit), FLAC and Ogg Opus. Convert the sound to one of them.',
    { details: { capability: 'transcription' } },
  );

/** Of a bare PCM nothing can be read. In Hz, unless its media type says otherwise: `audio/pcm;rate=8000`. */
const usualRate = 16_000;
const opusRate = 48_000;

const begins = (bytes: Uint8Array, text: string): boolean =>
  Buffer.from(bytes.subarray(0, text.length)).equals(Buffer.from(text));

export function streamedAudio(bytes: Uint8Array, mediaType: string): StreamedAudio {
  if (/^audio\/(x-)?(pcm|l16|raw)\b/i.test(mediaType)) {
    const rate = Number(/;\s*rate=(\d+)/i.exec(mediaType)?.[1] ?? usualRate);
    return { encoding: 'pcm', bytes, sampleRate: rate, channels: 1 };
  }
  if (begins(bytes, 'fLaC')) return { encoding: 'flac', bytes, ...readFlac(bytes) };
  if (begins(bytes, 'OggS')) return { encoding: 'ogg-opus', bytes, sampleRate: opusRate, channels: 1 };
  const wave = fromWave(bytes);
  if (!wave || wave.channels === 0) throw unusable();
  return { encoding: 'pcm', bytes: toMono(wave.samples, wave.channels), sampleRate: wave.sampleRate, channels: 1 };
}

/** https://www.rfc-editor.org/rfc/rfc9639#section-8.2: after two heads and four sizes, 20 bits are the rate. */
function readFlac(bytes: Uint8Array): { sampleRate: number; channels: number } {
  const at = 18;
  const [high = 0, middle = 0, low = 0] = bytes.subarray(at, at + 3);
  const sampleRate = (high << 12) | (middle << 4) | (low >> 4);
  if (sampleRate === 0) throw unusable();
  return { sampleRate, channels: ((low >> 1) & 7) + 1 };
}

/** The mean of all: more than one voice track is more than one transcript there. */
function toMono(samples: Uint8Array, channels: number): Uint8Array {
  if (channels === 1) return samples;
  const from = new DataView(samples.buffer, samples.byteOffset, samples.byteLength);
  const count = Math.floor(samples.length / 2 / channels);
  const mono = Buffer.alloc(count * 2);
  for (let frame = 0; frame < count; frame += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1)
      sum += from.getInt16((frame * channels + channel) * 2, true);
    mono.writeInt16LE(Math.round(sum / channels), frame * 2);
  }
  return mono;
}
