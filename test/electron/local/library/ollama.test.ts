import { linkSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diskFiles, type Files } from '../../../../electron/local/library/files.ts';
import { temporaryFolder } from '../../../helpers/test-store.ts';
import { hashOf, put, putBlob, putInOllama, scan, sourceOf } from './setup.ts';

// Catches: models of Ollama that are not found, or under other names than Ollama's own.
test('the store of Ollama', async () => {
  const store = temporaryFolder();
  const host = 'registry.ollama.ai';
  putInOllama(store, `${host}/library/llama3.2/3b`, {
    model: 'GGUF llama',
    template: '{{ .Prompt }}',
    params: '{}',
    projector: 'GGUF eyes',
  });
  putInOllama(store, `${host}/library/nomic-embed-text/latest`, { model: 'GGUF nomic' });
  putInOllama(store, `${host}/ada/Own/latest`, { model: 'GGUF own', adapter: 'GGUF lora' });
  putInOllama(store, 'hf.co/bartowski/Phi-4-GGUF/Q4_K_M', { model: 'GGUF phi' });
  putInOllama(store, `${host}/library/cloud/latest`, { license: 'only in the cloud' });
  putInOllama(store, `${host}/library/mlx/latest`, { 'tensor; name=x': 'safetensors' });
  put(join(store, 'manifests', host, 'library', 'broken', 'latest'), '{"layers": [');
  put(
    join(store, 'manifests', host, 'library', 'odd', 'latest'),
    JSON.stringify({
      layers: [{ mediaType: 'application/vnd.ollama.image.model', digest: 'sha256:../../etc/passwd' }],
    }),
  );
  put(join(store, 'blobs', `sha256-${hashOf('half')}-partial`));
  const { models, problems } = await scan(sourceOf(store, 'ollama'));
  const blob = (text: string) => join(store, 'blobs', `sha256-${hashOf(text)}`);
  expect(models).toEqual([
    expect.objectContaining({
      label: 'Own:latest',
      owner: 'ada',
      aliases: ['ada/Own:latest', 'Own'],
      companions: expect.objectContaining({ adapters: [blob('GGUF lora')] }),
    }),
    expect.objectContaining({
      label: 'Phi-4-GGUF:Q4_K_M',
      owner: 'bartowski',
      aliases: ['hf.co/bartowski/Phi-4-GGUF:Q4_K_M'],
    }),
    expect.objectContaining({
      label: 'llama3.2:3b',
      owner: null,
      aliases: [],
      path: blob('GGUF llama'),
      size: 10,
      companions: {
        projector: blob('GGUF eyes'),
        template: blob('{{ .Prompt }}'),
        parameters: blob('{}'),
        adapters: [],
      },
    }),
    expect.objectContaining({ label: 'nomic-embed-text:latest', aliases: ['nomic-embed-text'] }),
  ]);
  expect(problems).toEqual([]);
});

// Catches: models that a newer Ollama stored, whose manifests lie elsewhere and may be lists of several.
test('the newer store of Ollama', async () => {
  const store = temporaryFolder();
  const host = 'registry.ollama.ai';
  putInOllama(store, `${host}/library/both/latest`, { model: 'GGUF old' });
  putInOllama(store, `${host}/library/both/latest`, { model: 'GGUF new' }, 'manifests-v2');
  const digest = putBlob(
    store,
    JSON.stringify({
      layers: [{ mediaType: 'application/vnd.ollama.image.model', digest: putBlob(store, 'GGUF child') }],
    }),
  );
  const list = JSON.stringify({
    mediaType: 'application/vnd.ollama.manifest.list.v2+json',
    manifests: [
      { runner: 'mlx', layers: [{ mediaType: 'application/vnd.ollama.image.tensor', digest: putBlob(store, 'mlx') }] },
      { runner: 'ollama', digest },
    ],
  });
  mkdirSync(join(store, 'manifests-v2', host, 'library', 'list'), { recursive: true });
  const listBlob = join(store, 'blobs', putBlob(store, list).replace(':', '-'));
  symlinkSync(listBlob, join(store, 'manifests-v2', host, 'library', 'list', 'latest'));
  linkSync(listBlob, join(store, 'manifests-v2', host, 'library', 'list', 'linked'));
  const { models } = await scan(sourceOf(store));
  expect(models.map(({ label, path }) => [label, path])).toEqual([
    ['both:latest', join(store, 'blobs', `sha256-${hashOf('GGUF new')}`)],
    ['list:latest', join(store, 'blobs', `sha256-${hashOf('GGUF child')}`)],
    ['list:linked', join(store, 'blobs', `sha256-${hashOf('GGUF child')}`)],
  ]);
});

// Catches: a store that belongs to a service's own user shown as an empty one.
test('blobs that may not be seen are a problem of the store', async () => {
  const store = temporaryFolder();
  putInOllama(store, 'registry.ollama.ai/library/llama3.2/3b', { model: 'GGUF llama' });
  const blob = join(store, 'blobs', `sha256-${hashOf('GGUF llama')}`);
  const files: Files = {
    ...diskFiles,
    stat: (path) =>
      path === blob ? Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' })) : diskFiles.stat(path),
  };
  const { models, problems } = await scan(sourceOf(store, 'ollama'), files);
  expect(models).toEqual([]);
  expect(problems).toEqual([
    expect.objectContaining({ code: 'MODEL_FOLDER_UNREADABLE', details: { path: store, reason: 'EACCES' } }),
  ]);
});
