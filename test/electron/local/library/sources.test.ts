import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lmStudioFolders } from '../../../../electron/local/library/lm-studio.ts';
import { type SourcesOptions, sourcesFor } from '../../../../electron/local/library/sources.ts';
import { temporaryFolder } from '../../../helpers/test-store.ts';
import { put } from './setup.ts';

const linux: SourcesOptions = {
  platform: 'linux',
  home: '/home/ada',
  environment: {},
  appFolder: '/home/ada/.local/share/Switchyard/models',
  userFolders: [],
};
const foldersOf = (options: Partial<SourcesOptions>, kind: string) =>
  sourcesFor({ ...linux, ...options }).flatMap((source) => (source.kind === kind ? [source.folder] : []));

// Catches: models of another program that are not found, because its folder is elsewhere on this system.
test.each([
  ['linux', '/home/ada', {}, 'lm-studio', ['/home/ada/.lmstudio/models', '/home/ada/.cache/lm-studio/models']],
  ['linux', '/home/ada', {}, 'ollama', ['/home/ada/.ollama/models', '/usr/share/ollama/.ollama/models']],
  [
    'linux',
    '/home/ada',
    { OLLAMA_MODELS: '/big/ollama' },
    'ollama',
    expect.arrayContaining(['/big/ollama', '/home/ada/.ollama/models']),
  ],
  ['darwin', '/Users/ada', {}, 'ollama', ['/Users/ada/.ollama/models']],
  ['linux', '/home/ada', {}, 'llama-cpp', ['/home/ada/.cache/llama.cpp']],
  ['linux', '/home/ada', { XDG_CACHE_HOME: '/big/cache' }, 'llama-cpp', ['/big/cache/llama.cpp']],
  ['linux', '/home/ada', { LLAMA_CACHE: '/big/llama/' }, 'llama-cpp', ['/big/llama', '/home/ada/.cache/llama.cpp']],
  ['darwin', '/Users/ada', {}, 'llama-cpp', ['/Users/ada/Library/Caches/llama.cpp']],
  [
    'win32',
    'C:\\Users\\ada',
    { LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' },
    'llama-cpp',
    ['C:\\Users\\ada\\AppData\\Local\\llama.cpp'],
  ],
  ['win32', 'C:\\Users\\ada', {}, 'llama-cpp', []],
  [
    'win32',
    'C:\\Users\\ada',
    { OLLAMA_MODELS: 'D:\\ollama' },
    'ollama',
    ['D:\\ollama', 'C:\\Users\\ada\\.ollama\\models'],
  ],
  ['linux', '/home/ada', {}, 'hugging-face', ['/home/ada/.cache/huggingface/hub']],
  ['linux', '/home/ada', { XDG_CACHE_HOME: '/big/cache' }, 'hugging-face', ['/big/cache/huggingface/hub']],
  ['linux', '/home/ada', { HF_HOME: '/big/hf' }, 'hugging-face', ['/big/hf/hub', '/home/ada/.cache/huggingface/hub']],
  [
    'linux',
    '/home/ada',
    { HF_HUB_CACHE: '/big/hub', HF_HOME: '/big/hf' },
    'hugging-face',
    ['/big/hub', '/big/hf/hub', '/home/ada/.cache/huggingface/hub'],
  ],
  ['win32', 'C:\\Users\\ada', {}, 'hugging-face', ['C:\\Users\\ada\\.cache\\huggingface\\hub']],
  // Meant from the folder that the other program was started in, which nobody knows here.
  ['linux', '/home/ada', { LLAMA_CACHE: 'models', HF_HOME: '' }, 'llama-cpp', ['/home/ada/.cache/llama.cpp']],
] satisfies [NodeJS.Platform, string, Record<string, string>, string, unknown][])(
  'on %s in %s with %j: %s',
  (platform, home, environment, kind, folders) => {
    expect(foldersOf({ platform, home, environment }, kind)).toEqual(folders);
  },
);

// Catches: a folder that is scanned twice, or a person's own folder that loses to another program's.
test('each folder is there once, the app and the person first', () => {
  const sources = sourcesFor({
    ...linux,
    userFolders: ['~/models/', '/home/ada/models', 'weights', '/home/ada/.ollama/models'],
  });
  expect(sources.slice(0, 4)).toEqual([
    {
      id: 'app:/home/ada/.local/share/Switchyard/models',
      kind: 'app',
      folder: '/home/ada/.local/share/Switchyard/models',
    },
    { id: 'user:/home/ada/models', kind: 'user', folder: '/home/ada/models' },
    { id: 'user:/home/ada/weights', kind: 'user', folder: '/home/ada/weights' },
    { id: 'user:/home/ada/.ollama/models', kind: 'user', folder: '/home/ada/.ollama/models' },
  ]);
  expect(new Set(sources.map(({ folder }) => folder)).size).toBe(sources.length);
  expect(foldersOf({ platform: 'win32', home: 'C:\\u', userFolders: ['D:\\M', 'd:\\m\\', 'E:\\'] }, 'user')).toEqual([
    'D:\\M',
    'E:\\',
  ]);
});

// Catches: folders of other programs that are read although somebody switched that off.
test('other programs are left alone when they are to be', () => {
  const kinds = sourcesFor({ ...linux, userFolders: ['/m'], findForeign: false }).map(({ kind }) => kind);
  expect(kinds).toEqual(['app', 'user']);
});

// Catches: models of an LM Studio whose home or folder of models was moved.
test('LM Studio says itself where its models are', async () => {
  const home = temporaryFolder();
  expect(await lmStudioFolders(home)).toEqual([]);
  put(join(home, '.lmstudio-home-pointer'), '/big/lm-studio\n');
  put(join(home, '.lmstudio', 'settings.json'), JSON.stringify({ downloadsFolder: '/big/models', other: 1 }));
  expect(await lmStudioFolders(home)).toEqual(['/big/models', '/big/lm-studio/models']);
  expect(foldersOf({ lmStudioFolders: ['/big/models'] }, 'lm-studio')[0]).toBe('/big/models');
  put(join(home, '.lmstudio', 'settings.json'), '{"downloadsFolder": 7');
  put(join(home, '.lmstudio-home-pointer'), 'not a path');
  expect(await lmStudioFolders(home)).toEqual([]);
});
