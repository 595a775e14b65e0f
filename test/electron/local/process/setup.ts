import { join } from 'node:path';
import type { LoadHooks, LoadSpec } from '../../../../electron/local/engine/engine.ts';
import type { ChatRequest, TextRequest } from '../../../../electron/local/engine/request.ts';
import { forkWithNode } from '../../../../electron/local/process/engine-process.ts';
import type { EngineHome } from '../../../../electron/local/process/start-engine.ts';
import { loadSettings } from '../../../../shared/model/load-settings.ts';
import { silentLog } from '../../../helpers/test-store.ts';

export const fakeHome: EngineHome = {
  fork: forkWithNode(join(import.meta.dirname, 'fake-engine.ts')),
  log: silentLog,
};

export const settings = loadSettings.parse({ backend: 'cpu', slots: 1, contextSize: 512, threads: 1 });

export const specFor = (path: string, change: Partial<LoadSpec> = {}): LoadSpec => ({
  path,
  purpose: 'chat',
  settings,
  draftPath: null,
  ignoreMemoryChecks: false,
  ...change,
});

export const hooks = (change: Partial<LoadHooks> = {}): LoadHooks => ({
  signal: new AbortController().signal,
  onProgress: () => {},
  ...change,
});

export const never = (): AbortSignal => new AbortController().signal;

export const ask = (text: string, change: Partial<ChatRequest> = {}): ChatRequest => ({
  kind: 'chat',
  messages: [{ role: 'user', text }],
  tools: [],
  toolChoice: 'auto',
  parallelTools: true,
  format: { kind: 'text' },
  thinking: null,
  maxTokens: null,
  stop: [],
  sampling: { temperature: 0 },
  logprobs: null,
  overflow: 'error',
  ...change,
});

export const plainText = (prompt: string): TextRequest => ({
  kind: 'text',
  prompt,
  suffix: null,
  echo: false,
  maxTokens: 8,
  stop: [],
  sampling: { temperature: 0 },
  logprobs: null,
  overflow: 'error',
});
