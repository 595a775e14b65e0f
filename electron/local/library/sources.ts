import { posix, win32 } from 'node:path';
import type { ModelSource } from '../../../shared/model/local-model.ts';

export interface SourcesOptions {
  platform: NodeJS.Platform;
  /** Of the person, not of the app. */
  home: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** The app's own folder of models. */
  appFolder: string;
  userFolders: readonly string[];
  /** Where LM Studio says that it keeps models, see `lmStudioFolders`. Default: none besides its usual ones. */
  lmStudioFolders?: readonly string[];
  /** The folders of other programs too. Default: true. */
  findForeign?: boolean;
}

type Place = [kind: ModelSource['kind'], folder: string];

/** Where models may lie, the folder that comes first wins where a file is found twice. None of them needs to exist. */
export function sourcesFor(options: SourcesOptions): ModelSource[] {
  const { platform, home, appFolder, userFolders, findForeign = true } = options;
  const { normalize, resolve } = pathsOf(platform);
  const inHome = (folder: string) => resolve(home, folder.replace(/^~(?=$|[\\/])/, '.'));
  const wanted: Place[] = [
    ['app', appFolder],
    ...userFolders.map((folder): Place => ['user', inHome(folder)]),
    ...(findForeign ? foreignFolders(options) : []),
  ];
  const sources = new Map<string, ModelSource>();
  for (const [kind, given] of wanted) {
    const folder = normalize(given).replace(/(?<=[^:\\/])[\\/]+$/, '');
    const key = platform === 'win32' ? folder.toLowerCase() : folder;
    if (!sources.has(key)) sources.set(key, { id: `${kind}:${folder}`, kind, folder });
  }
  return [...sources.values()];
}

function foreignFolders(options: SourcesOptions): Place[] {
  const { platform, home, environment, lmStudioFolders = [] } = options;
  const { join, isAbsolute } = pathsOf(platform);
  // A relative one is meant from the folder that the other program was started in.
  const set = (name: string) => {
    const folder = environment[name]?.trim();
    return folder && isAbsolute(folder) ? folder : undefined;
  };
  const cache = set('XDG_CACHE_HOME') ?? join(home, '.cache');
  const inside = (folder: string | undefined, name: string) => folder && join(folder, name);
  const folders: [ModelSource['kind'], (string | undefined)[]][] = [
    ['lm-studio', [...lmStudioFolders, join(home, '.lmstudio', 'models'), join(home, '.cache', 'lm-studio', 'models')]],
    [
      'ollama',
      [
        set('OLLAMA_MODELS'),
        join(home, '.ollama', 'models'),
        // Where the service of the Linux installer has its home.
        platform === 'linux' ? '/usr/share/ollama/.ollama/models' : undefined,
      ],
    ],
    // Newer versions of llama.cpp lay their cache out like that of Hugging Face, and in the same place.
    ['llama-cpp', [set('LLAMA_CACHE'), llamaCppFolder(options, cache)]],
    [
      'hugging-face',
      [
        set('HF_HUB_CACHE') ?? set('HUGGINGFACE_HUB_CACHE'),
        inside(set('HF_HOME'), 'hub'),
        join(cache, 'huggingface', 'hub'),
      ],
    ],
  ];
  return folders.flatMap(([kind, some]) =>
    some.filter((folder) => folder !== undefined).map((folder): Place => [kind, folder]),
  );
}

function llamaCppFolder({ platform, home, environment }: SourcesOptions, cache: string): string | undefined {
  const { join } = pathsOf(platform);
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'llama.cpp');
  if (platform !== 'win32') return join(cache, 'llama.cpp');
  const { LOCALAPPDATA } = environment;
  return LOCALAPPDATA ? join(LOCALAPPDATA, 'llama.cpp') : undefined;
}

const pathsOf = (platform: NodeJS.Platform) => (platform === 'win32' ? win32 : posix);
