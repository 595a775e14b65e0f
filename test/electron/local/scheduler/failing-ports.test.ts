// Catches: an error in what the scheduler asks or tells, thrown where nobody catches it: the app would end.
import { expect, test } from 'vitest';
import { loadSettings } from '../../../../shared/model/load-settings.ts';
import { createWorld } from './setup.ts';

const broken = (): never => {
  throw new Error('the database is locked');
};

test('a model whose needs cannot be reckoned is refused, and the next one is loaded', async () => {
  const world = createWorld({
    models: { bad: {}, good: {} },
    ports: {
      describe: (name, purpose) =>
        Promise.resolve({
          path: `/models/${name}.gguf`,
          purpose: purpose ?? 'chat',
          settings: loadSettings.parse({ contextSize: 256 }),
          get fileSize() {
            return name === 'bad' ? broken() : 1000;
          },
          shape: null,
          draft: null,
        }),
    },
  });
  const bad = world.acquire('bad');
  const good = world.acquire('good');
  await world.clock.advance(5000);
  await expect(bad).rejects.toThrow('the database is locked');
  expect((await good).model).toBeDefined();
});

test('settings that cannot be read and listeners that throw stop nothing', async () => {
  const world = createWorld({
    models: { a: {} },
    ports: { keepAlive: broken, onChange: broken, onProgress: broken, limit: broken },
  });
  const lease = world.acquire('a');
  await world.clock.advance(2000);
  (await lease).release();
  world.scheduler.settingsChanged();
  await world.clock.advance(3_600_000);
  expect(world.stateOf('a')).toBe('loaded');
  await world.scheduler.close();
});
