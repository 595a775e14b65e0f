// Catches: a port saved although it can't be had, and the own port refused because we are the ones who use it.
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { appHandlers } from '../../../../electron/api/handlers/app.ts';
import type { AppInfo } from '../../../../shared/model/app.ts';
import { type Settings, settingsSchema } from '../../../../shared/model/settings.ts';

async function listenSomewhere(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function handlersAt(address: string) {
  let settings = settingsSchema.parse({});
  const update = appHandlers({
    info: { address } as AppInfo,
    settings: {
      get: () => settings,
      update: (change) => {
        settings = { ...settings, ...(change as Partial<Settings>) };
        return settings;
      },
    },
  })['settings.update'];
  const context = { actor: 'window', signal: new AbortController().signal } as Parameters<typeof update>[1];
  return { settings: () => settings, update: (change: Parameters<typeof update>[0]) => update(change, context) };
}

test('a taken port is refused at its field and not saved', async () => {
  const taken = await listenSomewhere();
  const { settings, update } = handlersAt('http://127.0.0.1:4747');
  await expect(update({ port: taken, bodyLimit: 64 })).rejects.toMatchObject({
    code: 'PORT_TAKEN',
    details: { param: 'port', port: taken, reason: 'port-taken' },
  });
  expect(settings()).toEqual(settingsSchema.parse({}));
});

test('the port that runs here, none, and other settings are saved', async () => {
  const own = await listenSomewhere();
  const { settings, update } = handlersAt(`http://127.0.0.1:${own}`);
  await update({ port: own });
  expect(settings().port).toBe(own);
  await update({ bodyLimit: 64 });
  await update({ port: null });
  expect(settings()).toMatchObject({ port: null, bodyLimit: 64 });
});
