/** Sound without a container: signed 16-bit numbers, little-endian. */
export interface Pcm {
  samples: Uint8Array;
  /** In Hz. */
  sampleRate: number;
  channels: number;
}

const headerLength = 44;

/** A WAV file: http://soundfile.sapp.org/doc/WaveFormat/ */
export function toWave({ samples, sampleRate, channels }: Pcm): Uint8Array {
  const file = Buffer.alloc(headerLength + samples.length);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(headerLength - 8 + samples.length, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(channels, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * channels * 2, 28);
  file.writeUInt16LE(channels * 2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples.length, 40);
  file.set(samples, headerLength);
  return file;
}

const plain = 1;
/** The real format stands further on, and begins with the same number. */
const extensible = 0xfffe;

/** What is in a WAV file; null where it is none, or not of 16-bit numbers. */
export function fromWave(file: Uint8Array): Pcm | null {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') return null;
  let form: { sampleRate: number; channels: number } | undefined;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const start = at + 8;
    if (name === 'fmt ' && start + 16 <= bytes.length) {
      const kind = bytes.readUInt16LE(start);
      const is16Bit = bytes.readUInt16LE(start + 14) === 16;
      if ((kind !== plain && kind !== extensible) || !is16Bit) return null;
      form = { channels: bytes.readUInt16LE(start + 2), sampleRate: bytes.readUInt32LE(start + 4) };
    }
    // Who writes while it records does not know the length yet, and writes the most or nothing.
    if (name === 'data')
      return form ? { ...form, samples: bytes.subarray(start, lengthEnd(start, length, bytes)) } : null;
    at = start + length + (length % 2);
  }
  return null;
}

const lengthEnd = (start: number, length: number, { length: whole }: Uint8Array): number =>
  length === 0 ? whole : Math.min(start + length, whole);
