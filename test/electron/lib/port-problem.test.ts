// Catches: a port of another program that is accepted and keeps the next start from happening, and a probe that keeps the
// port it only wanted to look at.
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { portProblem } from '../../../electron/lib/port-problem.ts';

test('a port is taken while somebody listens there, and free before and after', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  expect(await portProblem(port)).toBe('port-taken');
  other.close();
  await once(other, 'close');
  expect(await portProblem(port)).toBeNull();
  expect(await portProblem(port)).toBeNull();
});
