import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { reach } from '../../../../electron/providers/connection-test/reach.ts';
import { createSteps } from '../../../../electron/providers/connection-test/steps.ts';
import { toAppError } from '../../../../shared/errors/app-error.ts';
import { networkSettings } from '../../../../shared/model/network-settings.ts';

// Catches: a test of an imported provider that knocks at an address of the own network, which its requests may not.
test('a name that turns out to be of the own network is knocked at only where that is allowed', async () => {
  let knocks = 0;
  const server = createServer((socket) => {
    knocks += 1;
    socket.destroy();
  }).listen(0, 'localhost');
  await once(server, 'listening');
  const url = new URL(`http://localhost:${(server.address() as AddressInfo).port}/v1`);
  const knock = async (allowPrivate: boolean) => {
    const steps = createSteps(() => {});
    const secrets = { proxyPassword: null, clientKey: null };
    const line = { settings: networkSettings.parse({ proxy: null }), secrets, allowPrivate, environment: {} };
    const isReached = await reach(url, { line, steps, classify: toAppError, signal: AbortSignal.timeout(10_000) });
    return [isReached, steps.get('dns')?.failure?.details?.['reason']];
  };
  expect(await knock(false)).toEqual([false, 'private-address']);
  expect(knocks).toBe(0);
  expect(await knock(true)).toEqual([true, undefined]);
  server.close();
});
