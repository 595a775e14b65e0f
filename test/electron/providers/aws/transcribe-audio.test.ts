// Catches: a header heard as noise, a rate that makes voices slow or high, half a file.
import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { streamedAudio } from '../../../../electron/providers/forms/aws/transcribe-audio.ts';
import { readFrame, writeFrame } from '../../../../electron/providers/forms/aws/transcribe-frames.ts';
import { fromWave, toWave } from '../../../../electron/providers/forms/speech/wave.ts';
import { awsFrames } from '../../../conformance/dialects/aws-frames.ts';

const samples = Buffer.from([1, 0, 2, 0, 3, 0, 4, 0]);

describe('WAV', () => {
  const file = Buffer.from(toWave({ samples, sampleRate: 22_050, channels: 1 }));

  test('is read as it was written', () => {
    expect(fromWave(file)).toEqual({ samples, sampleRate: 22_050, channels: 1 });
    expect([...file.subarray(4, 8)]).toEqual([44, 0, 0, 0]);
  });

  test('with a note in it, an unfinished length or a cut end', () => {
    const note = Buffer.from('LIST\x03\0\0\0abc\0', 'latin1');
    const noted = Buffer.concat([file.subarray(0, 36), note, file.subarray(36)]);
    expect(fromWave(noted)?.samples).toEqual(samples);
    for (const length of [0, 0xffffffff]) {
      const unfinished = Buffer.from(file);
      unfinished.writeUInt32LE(length, 40);
      expect(fromWave(unfinished)?.samples).toEqual(samples);
    }
    expect(fromWave(file.subarray(0, 48))?.samples).toEqual(samples.subarray(0, 4));
  });

  test.each([
    ['of 8 bit', () => void file.writeUInt16LE(8, 34)],
    ['packed', () => void file.writeUInt16LE(85, 20)],
    ['without a beginning', () => void file.write('RIFX', 0)],
  ])('%s is none', (_what, damage) => {
    const before = Buffer.from(file);
    damage();
    expect(fromWave(file)).toBeNull();
    before.copy(file);
  });

  test.each([0, 4, 11, 20, 36, 43])('cut after %i bytes does not break the reader', (length) => {
    expect(fromWave(file.subarray(0, length))).toBeNull();
  });
});

describe('what is streamed', () => {
  test('FLAC says its rate itself', () => {
    const flac = Buffer.alloc(42);
    flac.write('fLaC');
    // 44,100 Hz, two tracks, 16 bit.
    flac.set([0x0a, 0xc4, 0x42, 0xf0], 18);
    expect(streamedAudio(flac, 'audio/flac')).toMatchObject({ encoding: 'flac', sampleRate: 44_100, channels: 2 });
    expect(() => streamedAudio(Buffer.from('fLaC'), 'audio/flac')).toThrow(/Convert the sound/);
  });

  test('Ogg and bare sound go as they are', () => {
    expect(streamedAudio(Buffer.from('OggS…'), 'audio/ogg')).toMatchObject({
      encoding: 'ogg-opus',
      sampleRate: 48_000,
    });
    expect(streamedAudio(samples, 'audio/pcm;rate=8000')).toMatchObject({ encoding: 'pcm', sampleRate: 8000 });
    expect(streamedAudio(samples, 'audio/l16')).toMatchObject({ bytes: samples, sampleRate: 16_000 });
  });

  test.each(['', 'ID3', '\x1aE\xdf\xa3'])('%j is refused', (text) => {
    expect(() => streamedAudio(Buffer.from(text, 'latin1'), 'audio/mpeg')).toThrow(
      expect.objectContaining({ code: 'MODEL_LACKS_CAPABILITY' }),
    );
  });
});

describe('a frame', () => {
  const headers = new Map([
    [':message-type', 'event'],
    [':event-type', 'AudioEvent'],
  ]);

  test('is read by another reader, and by our own', () => {
    const frame = writeFrame({ headers, payload: Buffer.from('{"ü":1}') });
    expect(awsFrames(frame)).toMatchObject([{ headers: Object.fromEntries(headers), payload: '{"ü":1}' }]);
    expect(Buffer.from(readFrame(frame).payload).toString()).toBe('{"ü":1}');
  });

  test('with headers that are no texts', () => {
    const head = Buffer.concat([
      Buffer.from('\x04flag\x00\x04when\x08\0\0\0\0\0\0\0\x01', 'latin1'),
      Buffer.from('\x04blob\x06\0\x02ab\x04name\x07\0\x02hi', 'latin1'),
    ]);
    const frame = Buffer.from(writeFrame({ headers: new Map(), payload: head }));
    // The same bytes, with the border between headers and payload moved.
    frame.writeUInt32BE(head.length, 4);
    expect(() => readFrame(frame)).toThrow(/cannot be read/);
    expect([...readFrame(resummed(frame)).headers]).toEqual([['name', 'hi']]);
  });

  test('that was changed on its way is refused, at every byte', () => {
    const frame = Buffer.from(writeFrame({ headers, payload: Buffer.from('abc') }));
    for (let at = 0; at < frame.length; at += 1) {
      const damaged = Buffer.from(frame);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      expect(() => readFrame(damaged)).toThrow(expect.objectContaining({ code: 'PROVIDER_BAD_ANSWER' }));
      expect(() => readFrame(frame.subarray(0, at))).toThrow(expect.objectContaining({ code: 'PROVIDER_BAD_ANSWER' }));
    }
  });
});

function resummed(frame: Buffer): Buffer {
  const sums = Buffer.from(frame);
  sums.writeUInt32BE(crc32(sums.subarray(0, 8)), 8);
  sums.writeUInt32BE(crc32(sums.subarray(0, sums.length - 4)), sums.length - 4);
  return sums;
}
