import { createServer, type Server } from 'node:net';
import fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { listen } from '../../../electron/server/listen.ts';

function newApp() {
  const app = fastify({ forceCloseConnections: true });
  onTestFinished(() => app.close());
  return app;
}

/** Takes a port, as another program would. Undefined when somebody else has it already. */
async function occupy(port: number): Promise<number | undefined> {
  const server: Server = createServer();
  const isTaken = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!isTaken) return undefined;
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return (server.address() as { port: number }).port;
}

const takenPort = async (): Promise<number> => (await occupy(0)) ?? 0;

test('a port nobody chose gives way to the next free one, and says which was taken', async () => {
  const port = await takenPort();
  const { address, portTaken } = await listen(newApp(), { port, isFixed: false });
  expect(portTaken).toBe(port);
  expect(Number(new URL(address).port)).toBeGreaterThan(port);
  expect(new URL(address).hostname).toBe('127.0.0.1');
});

test('twenty taken ports in a row still end with a free one', async () => {
  const port = await takenPort();
  for (let next = port + 1; next < port + 20; next++) await occupy(next);
  const { address, portTaken } = await listen(newApp(), { port, isFixed: false });
  expect(portTaken).toBe(port);
  expect(new URL(address).port).not.toBe('');
});

test('a port set by hand that is taken is an error with the port and the remedy', async () => {
  const port = await takenPort();
  await expect(listen(newApp(), { port, isFixed: true })).rejects.toMatchObject({
    code: 'PORT_TAKEN',
    message: expect.stringMatching(new RegExp(`${port}.*settings.*SWITCHYARD_PORT.*0`)),
    details: { port },
  });
});

test('a free port is taken as asked, and port 0 means any', async () => {
  const app = newApp();
  const { address, portTaken } = await listen(app, { port: 0, isFixed: true });
  expect(portTaken).toBeNull();
  await app.close();
  const { port } = new URL(address);
  expect(await listen(newApp(), { port: Number(port), isFixed: false })).toEqual({ address, portTaken: null });
});

test('the last port there is does not lead past it', async () => {
  await occupy(65_535);
  const { portTaken, address } = await listen(newApp(), { port: 65_535, isFixed: false });
  expect(portTaken).toBe(65_535);
  expect(Number(new URL(address).port)).toBeLessThan(65_535);
});
