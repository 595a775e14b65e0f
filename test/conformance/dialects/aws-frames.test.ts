// Catches: frames that are cut, changed or widened wrongly, so that the suite would damage streams other than it says.
import { expect, test } from 'vitest';
import { awsEvent, awsFrame, awsFrames, awsStream } from './aws-frames.ts';

/** `payload_one_str_header` of the cases that AWS's own clients are tested with: its sums were not made here. */
const known = Buffer.from(
  '0000003d0000002007fd83960c636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e7b27666f6f273a27626172277d8d9c08b1',
  'hex',
);

test('a frame of the makers is read and written to the byte', () => {
  const [frame] = awsFrames(known);
  expect(frame?.headers).toEqual({ 'content-type': 'application/json' });
  expect(frame?.payload).toBe("{'foo':'bar'}");
  expect(awsFrame({ 'content-type': 'application/json' }, "{'foo':'bar'}").equals(known)).toBe(true);
});

test('a changed byte is found, in the lengths and in the rest', () => {
  for (const at of [1, 20, known.length - 6]) {
    const changed = Buffer.from(known);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    expect(() => awsFrames(changed)).toThrow(/wrong sum/);
  }
});

test('a stream is split into its frames, and a widened one is sound', () => {
  const events = [awsEvent('messageStart', { role: 'assistant' }), awsEvent('messageStop', { stopReason: 'end_turn' })];
  const split = awsStream.split(Buffer.concat(events));
  expect(split.map((frame) => Buffer.from(frame).equals(events[split.indexOf(frame)] ?? Buffer.alloc(0)))).toEqual([
    true,
    true,
  ]);
  const [widened] = awsFrames(awsStream.widen(split[0] ?? new Uint8Array()));
  expect(widened?.headers[':event-type']).toBe('messageStart');
  expect(JSON.parse(widened?.payload ?? '')).toMatchObject({ role: 'assistant', x_unknown: {} });
  expect(awsFrames(awsStream.garbage)[0]?.headers[':event-type']).toBe('contentBlockDelta');
});
