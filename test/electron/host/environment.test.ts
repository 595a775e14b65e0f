import { expect, test } from 'vitest';
import { environmentProblems, readPort } from '../../../electron/host/environment.ts';

// Catches: an empty variable that means port 0, and a mistyped one that is passed over.
test('SWITCHYARD_PORT is a port, or nothing, or a clear error', () => {
  for (const environment of [{}, { SWITCHYARD_PORT: '' }]) expect(readPort(environment)).toBeUndefined();
  expect(['0', '4747', '65535'].map((text) => readPort({ SWITCHYARD_PORT: text }))).toEqual([0, 4747, 65_535]);
  for (const text of ['65536', '-1', '80.5', 'http', '4747 x']) {
    expect(() => readPort({ SWITCHYARD_PORT: text })).toThrow(
      expect.objectContaining({ code: 'VALIDATION_FAILED', message: expect.stringContaining(`"${text}"`) }),
    );
  }
});

// Catches: a mistyped variable that nobody hears of, and one named together with its secret.
test('what will not work is named, never with its value', () => {
  expect(environmentProblems({ LOG_LEVEL: 'DEBUG', ENCRYPTION_MASTER_KEY: 'ab'.repeat(32) })).toEqual([]);
  expect(environmentProblems({ LOG_LEVEL: '', ENCRYPTION_MASTER_KEY: '' })).toEqual([]);
  const problems = environmentProblems({ LOG_LEVEL: 'loud', ENCRYPTION_MASTER_KEY: 'c0ffee' });
  expect(problems).toEqual([expect.stringContaining('LOG_LEVEL'), expect.stringContaining('ENCRYPTION_MASTER_KEY')]);
  expect(problems.join()).not.toContain('c0ffee');
});
