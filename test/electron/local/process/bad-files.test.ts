// Catches: a file that only the engine can see through, and that ends or holds the process that loads it.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { forkWithNode } from '../../../../electron/local/process/engine-process.ts';
import { type ProbeOutcome, probeFile } from '../../../../electron/local/process/probe.ts';
import { damagedModels } from '../../../helpers/models/damaged.ts';
import { testModel } from '../../../helpers/models/test-model.ts';
import { silentLog, temporaryFolder } from '../../../helpers/test-store.ts';
import { never, settings } from './setup.ts';

// Processes with a real engine in them, on machines that may be busy.
vi.setConfig({ testTimeout: 90_000 });

const fork = forkWithNode(join(import.meta.dirname, '../../../../electron/local/process/child.ts'));

const probe = (path: string): Promise<ProbeOutcome> =>
  probeFile(path, {
    fork,
    log: silentLog,
    purpose: 'chat',
    settings,
    size: statSync(path).size,
    signal: never(),
    templateLimit: 1000,
  });

const refused = (code: string, details: object): object => ({ ok: false, isLasting: true, error: { code, details } });
const passes = { ok: true };

/** What comes of the files whose header passes our own parser. */
const outcomes: Record<string, object> = {
  'unknown architecture': refused('MODEL_LOAD_FAILED', { reason: "unknown model architecture: 'no-such-thing'" }),
  'context of 0': passes,
  'context of 4 billion': passes,
  'end token outside the vocabulary': passes,
  'no number of layers': refused('MODEL_LOAD_FAILED', { reason: expect.stringContaining('llama.block_count') }),
  'a tensor missing': refused('MODEL_LOAD_FAILED', { reason: expect.stringContaining('missing tensor') }),
  'wrong shape': refused('MODEL_LOAD_FAILED', {}),
  'weights that are no numbers': passes,
  'template that never ends': refused('MODEL_CRASHES', { reason: 'its chat template never ends' }),
  // The engine has ways of its own with these.
  'template that throws': passes,
  'template that cannot be parsed': passes,
};

test('there is an outcome for each of them', () => {
  const tried = damagedModels.filter(({ refusedAs }) => refusedAs === null);
  expect(Object.keys(outcomes).toSorted()).toEqual(tried.map(({ name }) => name).toSorted());
});

test.each(Object.entries(outcomes))('%s', async (name, outcome) => {
  const file = damagedModels.find((damaged) => damaged.name === name);
  expect(await probe(file?.write(temporaryFolder()) ?? '')).toMatchObject(outcome);
});

test('what our own parser refuses is refused before the engine sees it', async () => {
  const file = damagedModels.find(({ name }) => name === 'no heads');
  expect(await probe(file?.write(temporaryFolder()) ?? '')).toMatchObject(
    refused('MODEL_FILE_INVALID', { reason: 'bad-value' }),
  );
});

test('after all of them a good file still passes', async () => {
  expect(await probe(await testModel('talker'))).toEqual(passes);
});
