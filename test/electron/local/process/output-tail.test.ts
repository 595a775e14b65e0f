// Catches: a child's last words that are lost, mixed up with its log, or kept without end.
import { expect, test } from 'vitest';
import { createOutputTail } from '../../../../electron/local/process/output-tail.ts';
import { recordingLog } from '../../../helpers/test-store.ts';

test("log lines go into the host's log, the rest is kept for whoever asks why", () => {
  const { log, lines } = recordingLog();
  const tail = createOutputTail(log);
  tail.add('llama: load');
  tail.add('ing\n{"level":50,"time":1,"code":"INTERNAL","msg":"failed"}\n{"level":');
  tail.add('40,"time":2,"msg":"slow"}\nGGML_ASSERT(x) fai');
  tail.add('led');
  expect(tail.text()).toBe('llama: loading\nGGML_ASSERT(x) failed');
  expect(lines).toMatchObject([
    { level: 50, code: 'INTERNAL', msg: 'failed' },
    { level: 40, msg: 'slow' },
  ]);
});

test('what only looks like a log line is kept as it is', () => {
  const { log, lines } = recordingLog();
  const tail = createOutputTail(log);
  tail.add('{"level":50, broken\n{"level":51,"msg":"no such level"}\n');
  expect(tail.text()).toContain('broken');
  expect(lines).toEqual([]);
});

test('a child that never stops talking does not fill the memory', () => {
  const tail = createOutputTail(recordingLog().log);
  for (let round = 0; round < 1000; round += 1) tail.add('x'.repeat(1000));
  for (let round = 0; round < 1000; round += 1) tail.add(`${'y'.repeat(1000)}\n`);
  tail.add('the end\n');
  expect(tail.text().length).toBeLessThan(40_000);
  expect(tail.text().endsWith('the end\n')).toBe(true);
});
