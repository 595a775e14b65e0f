import { isBuiltin } from 'node:module';
import type { Import } from './import-graph.ts';

export interface Rule {
  name: string;
  isBrokenBy(found: Import): boolean;
  /** A file and a line in it that the rule must refuse, and one that it must let pass. */
  refuses: readonly [path: string, line: string];
  allows: readonly [path: string, line: string];
}

const isIn = (path: string, ...folders: string[]) => folders.some((folder) => path.startsWith(`${folder}/`));
const isOf = ({ to, isPackage }: Import, ...names: string[]) =>
  isPackage && names.some((name) => to === name || to.startsWith(`${name}/`));

/** Folders that own something (keys, rows, connections, models) and meet through types and electron/host/ only. */
const owners = ['providers', 'local', 'store', 'vault', 'ledger', 'chat', 'health', 'batches'].map(
  (name) => `electron/${name}`,
);
const entries = ['electron/main.ts', 'electron/headless.ts', 'electron/preload.ts'];
const mayUseElectron = (path: string) =>
  isIn(path, 'electron/shell') || path === 'electron/main.ts' || path === 'electron/preload.ts';

/** `hostPackages`: the names in package.json's `dependencies`, which are those of the host. */
export const rules = (hostPackages: readonly string[]): readonly Rule[] => [
  {
    name: 'renderer/ imports nothing of electron/ or test/',
    isBrokenBy: ({ from, to }) => isIn(from, 'renderer') && isIn(to, 'electron', 'test', 'scripts'),
    refuses: ['renderer/app/x.ts', "import type { Store } from '../../electron/store/open-store.ts';"],
    allows: ['renderer/app/x.ts', "import type { Client } from '../../shared/contract/client.ts';"],
  },
  {
    name: 'renderer/ imports no part of Node',
    isBrokenBy: ({ from, to }) => isIn(from, 'renderer') && isBuiltin(to),
    refuses: ['renderer/app/x.ts', "import { readFileSync } from 'node:fs';"],
    allows: ['renderer/app/x.ts', "import { createRoot } from 'react-dom/client';"],
  },
  {
    name: 'renderer/ imports no package of the host, unless its types',
    isBrokenBy: (found) => isIn(found.from, 'renderer') && !found.isType && isOf(found, 'electron', ...hostPackages),
    refuses: ['renderer/app/x.ts', "const { z } = await import('zod');"],
    allows: ['renderer/app/x.ts', "import type { z } from 'zod';"],
  },
  {
    name: 'shared/ imports itself and zod only',
    isBrokenBy: (found) =>
      isIn(found.from, 'shared') && !isOf(found, 'zod') && (found.isPackage || !isIn(found.to, 'shared')),
    refuses: ['shared/model/x.ts', "import { randomUUID } from 'node:crypto';"],
    allows: ['shared/model/x.ts', "import { z } from 'zod';"],
  },
  {
    name: 'Electron is imported by electron/shell/, main.ts and preload.ts only',
    isBrokenBy: (found) => !mayUseElectron(found.from) && isOf(found, 'electron', 'electron-store'),
    refuses: ['electron/host/x.ts', "import { app } from 'electron';"],
    allows: ['electron/shell/window.ts', "import { BrowserWindow } from 'electron';"],
  },
  {
    name: 'electron/ imports nothing of renderer/ or test/',
    isBrokenBy: ({ from, to }) => isIn(from, 'electron') && isIn(to, 'renderer', 'test', 'scripts'),
    refuses: ['electron/server/x.ts', "import { App } from '../../renderer/app/App.tsx';"],
    allows: ['electron/server/x.ts', "import { contentSecurityPolicy } from '../../shared/csp.ts';"],
  },
  {
    name: 'electron/host/ is run by the entries and electron/shell/ only',
    isBrokenBy: ({ from, to, isType }) =>
      isIn(to, 'electron/host') && !isType && !isIn(from, 'electron/host', 'electron/shell') && !entries.includes(from),
    refuses: ['electron/server/x.ts', "import { createHost } from '../host/create-host.ts';"],
    allows: ['electron/server/x.ts', "import type { SettingsService } from '../host/settings.ts';"],
  },
  {
    name: 'nobody imports an entry',
    isBrokenBy: ({ to }) => entries.includes(to),
    refuses: ['electron/shell/x.ts', "import '../main.ts';"],
    allows: ['electron/main.ts', "import './shell/start.ts';"],
  },
  {
    name: 'electron/routing/ decides without I/O: it runs itself, lib/ and shared/ only',
    isBrokenBy: ({ from, to, isType }) =>
      isIn(from, 'electron/routing') && !isType && !isIn(to, 'electron/routing', 'electron/lib', 'shared'),
    refuses: ['electron/routing/x.ts', "import { openStore } from '../store/open-store.ts';"],
    allows: ['electron/routing/x.ts', "import type { Connection } from '../providers/define-vendor.ts';"],
  },
  {
    name: `${owners.join(', ')} share types only`,
    isBrokenBy: ({ from, to, isType }) => {
      const owner = owners.find((folder) => isIn(from, folder));
      return owner !== undefined && !isType && owners.some((other) => other !== owner && isIn(to, other));
    },
    refuses: ['electron/chat/x.ts', "import { openVault } from '../vault/open-vault.ts';"],
    allows: ['electron/chat/x.ts', "import type { Store } from '../store/open-store.ts';"],
  },
  {
    name: 'electron/gateway/ knows no vendor',
    isBrokenBy: ({ from, to }) => isIn(from, 'electron/gateway') && isIn(to, 'electron/providers/vendors'),
    refuses: ['electron/gateway/x.ts', "import type { OpenAiSettings } from '../providers/vendors/openai.ts';"],
    allows: ['electron/gateway/x.ts', "import type { Vendor } from '../providers/define-vendor.ts';"],
  },
  {
    name: 'node-llama-cpp is imported by electron/local/engine/ only',
    isBrokenBy: (found) => isOf(found, 'node-llama-cpp') && !isIn(found.from, 'electron/local/engine'),
    refuses: ['electron/local/scheduler/x.ts', "import type { Llama } from 'node-llama-cpp';"],
    allows: ['electron/local/engine/x.ts', "import type { Llama } from 'node-llama-cpp';"],
  },
  {
    name: 'electron/local/engine/ does not know where it runs: of local/ it uses itself and grammar/',
    isBrokenBy: ({ from, to }) =>
      isIn(from, 'electron/local/engine') &&
      isIn(to, 'electron') &&
      !isIn(to, 'electron/local/engine', 'electron/local/grammar', 'electron/lib'),
    refuses: ['electron/local/engine/x.ts', "import { createScheduler } from '../scheduler/scheduler.ts';"],
    allows: ['electron/local/engine/x.ts', "import { jsonSchemaToGbnf } from '../grammar/json-schema.ts';"],
  },
  {
    name: 'electron/server/ and electron/api/ get the store handed in',
    isBrokenBy: ({ from, to, isType }) =>
      isIn(from, 'electron/server', 'electron/api') && !isType && isIn(to, 'electron/store'),
    refuses: ['electron/api/handlers/x.ts', "import { openStore } from '../../store/open-store.ts';"],
    allows: ['electron/api/handlers/x.ts', "import type { Store } from '../../store/open-store.ts';"],
  },
  {
    name: 'electron/lib/ knows nothing of the rest of the host',
    isBrokenBy: ({ from, to }) => isIn(from, 'electron/lib') && isIn(to, 'electron') && !isIn(to, 'electron/lib'),
    refuses: ['electron/lib/x.ts', "import type { Store } from '../store/open-store.ts';"],
    allows: ['electron/lib/x.ts', "import { AppError } from '../../shared/errors/app-error.ts';"],
  },
];

/** Groups of files that import each other in a ring at load time; each ring is given once. */
export function findCycles(graph: readonly Import[]): string[][] {
  const next = Map.groupBy(
    graph.filter(({ isPackage, isType, isDynamic }) => !isPackage && !isType && !isDynamic),
    ({ from }) => from,
  );
  const state = new Map<string, 'open' | 'done'>();
  const path: string[] = [];
  const cycles: string[][] = [];
  const visit = (file: string): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      cycles.push([...path.slice(path.indexOf(file)), file]);
      return;
    }
    state.set(file, 'open');
    path.push(file);
    for (const { to } of next.get(file) ?? []) visit(to);
    path.pop();
    state.set(file, 'done');
  };
  for (const file of next.keys()) visit(file);
  return cycles;
}

/** The ways on which something below `folder` gets to run `isForbidden`, through any number of files. */
export function waysTo(
  graph: readonly Import[],
  { folder, isForbidden }: { folder: string; isForbidden: (to: string) => boolean },
): string[] {
  const real = Map.groupBy(
    graph.filter(({ isType }) => !isType),
    ({ from }) => from,
  );
  const reached = new Map<string, string>();
  const queue = [...real.keys()].filter((file) => isIn(file, folder));
  for (const file of queue) reached.set(file, file);
  const ways: string[] = [];
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const way = reached.get(file) ?? file;
    for (const { to } of real.get(file) ?? []) {
      if (isForbidden(to)) ways.push(`${way} -> ${to}`);
      if (reached.has(to)) continue;
      reached.set(to, `${way} -> ${to}`);
      queue.push(to);
    }
  }
  return ways;
}
