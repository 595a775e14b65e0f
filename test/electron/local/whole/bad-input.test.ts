// Catches: a file or a request that takes the host with it, holds it up, or is refused with an error that nobody can act on.
import { chmodSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { InvalidReason } from '../../../../electron/local/gguf/invalid-file.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { sparseModel, writeSparse } from '../memory/sparse-model.ts';
import { createCases, type Expected } from './bad-cases.ts';
import { damagedFiles, writeDamagedFiles } from './damaged-files.ts';
import { load, type ModelHost, openModelHost, sentence, small } from './setup.ts';

// Files that only the engine can judge are tried out in processes of their own, on machines that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let host: ModelHost;
const { tryCase, askIn, print } = createCases(() => host);

beforeAll(async () => {
  host = await openModelHost({ models: { good: 'talker', loaded: 'talker', noise: 'random-small' } });
  writeDamagedFiles(host.folder);
  await host.client.call('local-models.refresh', {});
});
afterAll(async () => {
  await host.close();
  print();
});

describe('damaged files', () => {
  const byEngine: Record<string, Expected> = {
    'unknown architecture': { code: 'MODEL_LOAD_FAILED' },
    'context of 0': { code: 'answers' },
    'context of 4 billion': { code: 'answers' },
    'end token outside the vocabulary': { code: 'answers' },
    'no number of layers': { code: 'MODEL_LOAD_FAILED' },
    'a tensor missing': { code: 'MODEL_LOAD_FAILED' },
    'wrong shape': { code: 'MODEL_LOAD_FAILED' },
    'weights that are no numbers': { code: 'answers' },
    'template that never ends': { code: 'MODEL_CRASHES', details: { reason: 'its chat template never ends' } },
    'template that throws': { code: 'MODEL_TEMPLATE_INVALID' },
    'template that cannot be parsed': { code: 'MODEL_TEMPLATE_INVALID' },
  };

  const outcomeOf = (name: string, refusedAs: InvalidReason | null): Expected => {
    if (refusedAs === null) return byEngine[name] ?? { code: 'INTERNAL' };
    return { code: 'MODEL_FILE_INVALID', details: { reason: refusedAs } };
  };

  test.each(damagedFiles)('$name', async ({ name, modelName, refusedAs }) => {
    const work = async () => {
      await host.client.call('local-models.update', { name: modelName, choices: { ...small, contextSize: 512 } });
      await askIn(modelName);
      await host.client.call('local-models.unload', { name: modelName, force: true });
    };
    expect(await tryCase(name, work)).toMatchObject(outcomeOf(name, refusedAs));
  });

  test('a file that failed its first load is refused at once the next time', async () => {
    const again = () => askIn('template-that-never-ends');
    expect(await tryCase('the endless template once more', again)).toMatchObject({
      code: 'MODEL_CRASHES',
      details: { isRemembered: true },
    });
  });
});

describe('files that go, or may not be read', () => {
  test('deleted while loaded: it answers on, and is gone when it was unloaded', async () => {
    await load(host.client, 'loaded');
    rmSync(join(host.folder, 'loaded.gguf'));
    expect(await tryCase('file deleted while loaded', () => askIn('loaded'))).toMatchObject({ code: 'answers' });
    await host.client.call('local-models.refresh', {});
    expect(await tryCase('the same, the folder looked at again', () => askIn('loaded'))).toMatchObject({
      code: 'answers',
    });
    await host.client.call('local-models.unload', { name: 'loaded', force: false });
    expect(await tryCase('the same, unloaded', () => askIn('loaded'))).toMatchObject({ code: 'MODEL_NOT_FOUND' });
  });

  test('a folder where a file should be', async () => {
    mkdirSync(join(host.folder, 'folder.gguf'));
    await host.client.call('local-models.refresh', {});
    expect(await tryCase('folder in place of a file', () => askIn('folder'))).toMatchObject({
      code: 'MODEL_NOT_FOUND',
    });
  });

  test.skipIf(process.platform === 'win32')('a file and a folder without permission', async () => {
    const folder = join(host.home, 'elsewhere');
    const locked = join(folder, 'locked');
    mkdirSync(locked, { recursive: true });
    writeFileSync(join(folder, 'secret.gguf'), 'GGUF', { mode: 0o000 });
    utimesSync(join(folder, 'secret.gguf'), 1e9, 1e9);
    chmodSync(locked, 0o000);
    chmodSync(host.home, 0o711);
    chmodSync(folder, 0o755);
    await host.client.call('settings.update', { modelFolders: [folder] });
    await asOrdinaryUser(() => host.client.call('local-models.refresh', {}));
    const { problems } = await host.client.call('engine.status', {});
    const problem = problems.find(({ failure }) => failure.message.includes(locked))?.failure;
    expect(
      await tryCase('folder without permission', () =>
        Promise.reject(problem ? AppError.from(problem) : new Error('There is none.')),
      ),
    ).toMatchObject({
      code: 'MODEL_FOLDER_UNREADABLE',
    });
    const refused = await asOrdinaryUser(() => tryCase('file without permission', () => askIn('secret')));
    expect(refused).toMatchObject({ code: 'MODEL_FILE_UNREADABLE' });
    chmodSync(locked, 0o700);
    await host.client.call('settings.update', { modelFolders: [] });
    await host.client.call('local-models.refresh', {});
  });
});

/** Root may read everything, so for this long it is somebody else. */
async function asOrdinaryUser<T>(work: () => Promise<T>): Promise<T> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe('memory', () => {
  test('more than the limit is refused with the numbers, and loaded when somebody insists', async () => {
    const choices = { ...small, contextSize: 32_768, slots: 1 };
    await host.client.call('local-models.update', { name: 'noise', choices });
    await host.client.call('settings.update', { modelMemoryLimit: 16 });
    const refused = await tryCase('more than the limit for models', () => load(host.client, 'noise'));
    expect(refused).toMatchObject({ code: 'MODEL_WILL_NOT_FIT', details: { limit: 16 * 2 ** 20 } });
    expect(refused.message).toMatch(/needs \d+ MiB, but \d+ MiB are left of the limit/);
    expect(refused.details['needed']).toBeGreaterThan(16 * 2 ** 20);
    expect(await tryCase('the same, insisted on', () => load(host.client, 'noise', true))).toMatchObject({
      code: 'answers',
    });
    await host.client.call('local-models.unload', { name: 'noise', force: true });
    await host.client.call('settings.update', { modelMemoryLimit: null });
  });

  test('more than the machine has', async () => {
    const shape = { width: 16_384, layers: 126, heads: 128, kvHeads: 8, headWidth: 128, feedForward: 53_248 };
    const model = sparseModel({ architecture: 'llama', ...shape, vocabulary: 2000, contextLength: 4096 });
    writeSparse(join(host.folder, 'giant.gguf'), model);
    await host.client.call('local-models.refresh', {});
    expect(await tryCase('more than the memory of the machine', () => askIn('giant'))).toMatchObject({
      code: 'MODEL_WILL_NOT_FIT',
    });
    rmSync(join(host.folder, 'giant.gguf'));
  });
});

test('after all that the good model answers', async () => {
  expect(await askIn('good')).toBe(sentence);
});
