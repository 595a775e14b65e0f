// Catches: an import that crosses a layer's border. The same borders are drawn in .oxlintrc.json, for the editor; this
// test also sees dynamic imports and what is reached through other files.
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importGraph, importsOf, readSources, repository } from './import-graph.ts';
import { findCycles, rules, waysTo } from './rules.ts';

const packageFile = readFileSync(join(repository, 'package.json'), 'utf8');
const { dependencies } = JSON.parse(packageFile) as { dependencies: Record<string, string> };
const hostPackages = Object.keys(dependencies);
const graph = importGraph(readSources(['electron', 'renderer', 'shared']));

const isNotForTheWindow = (to: string) => isBuiltin(to) || to === 'zod' || to === 'electron';

describe.each(rules(hostPackages))('$name', ({ isBrokenBy, refuses, allows }) => {
  test('holds', () => {
    const broken = graph.filter(isBrokenBy).map(({ from, to }) => `${from} imports ${to}`);
    expect(broken).toEqual([]);
  });

  test('refuses a planted line and lets a good one pass', () => {
    expect(importsOf(...refuses).filter(isBrokenBy)).toHaveLength(1);
    const allowed = importsOf(...allows);
    expect(allowed).toHaveLength(1);
    expect(allowed.filter(isBrokenBy)).toEqual([]);
  });
});

describe('the graph as a whole', () => {
  test('the window runs neither zod nor Node, through whatever file', () => {
    expect(waysTo(graph, { folder: 'renderer', isForbidden: isNotForTheWindow })).toEqual([]);
  });

  test('a way through a shared file is found', () => {
    const planted = [
      ...importsOf('renderer/app/x.ts', "import { settingsSchema } from '../../shared/model/x.ts';"),
      ...importsOf('shared/model/x.ts', "import { z } from 'zod';"),
    ];
    expect(waysTo(planted, { folder: 'renderer', isForbidden: isNotForTheWindow })).toEqual([
      'renderer/app/x.ts -> shared/model/x.ts -> zod',
    ]);
  });

  test('no files import each other in a ring', () => {
    expect(findCycles(graph)).toEqual([]);
  });

  test('a ring is found, one of types is not', () => {
    const b = importsOf('electron/b.ts', "export * from './a.ts';");
    expect(findCycles([...importsOf('electron/a.ts', "import './b.ts';"), ...b])).toHaveLength(1);
    expect(findCycles([...importsOf('electron/a.ts', "import type { B } from './b.ts';"), ...b])).toEqual([]);
  });
});

describe('reading imports', () => {
  test.each([
    ["import { a } from 'x';", { isType: false, isDynamic: false }],
    ["import 'x';", { isType: false, isDynamic: false }],
    ["export * from 'x';", { isType: false, isDynamic: false }],
    ["export { a } from 'x';", { isType: false, isDynamic: false }],
    ["const a = await import('x');", { isType: false, isDynamic: true }],
    ["import type { a } from 'x';", { isType: true, isDynamic: false }],
    ["export type { a } from 'x';", { isType: true, isDynamic: false }],
    ["type A = import('x').A;", { isType: true, isDynamic: false }],
    ["import { type A } from 'x';", { isType: false, isDynamic: false }],
  ])('%s', (line, kind) => {
    expect(importsOf('a.tsx', line)).toEqual([{ from: 'a.tsx', to: 'x', isPackage: true, ...kind }]);
  });

  test('a path is taken from the importing file, without its query', () => {
    const [found] = importsOf('electron/store/migrations/index.ts', "import sql from './0001.sql?raw';");
    expect(found?.to).toBe('electron/store/migrations/0001.sql');
  });
});
