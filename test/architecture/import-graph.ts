import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync, Visitor } from 'vite';

/** Path inside the repository, with `/`, to the file's text. */
export type Sources = ReadonlyMap<string, string>;

export interface Import {
  from: string;
  /** A path inside the repository, or the package's specifier as it is written. */
  to: string;
  /** Of npm or of Node, not of this repository. */
  isPackage: boolean;
  /** Gone after type stripping: nothing of the other file runs. */
  isType: boolean;
  isDynamic: boolean;
}

export const repository = join(import.meta.dirname, '../..');

export function readSources(folders: readonly string[], ending = /\.(ts|tsx|mjs)$/): Sources {
  const files = folders.flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && ending.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return new Map(
    files.map((file) => [file.slice(repository.length + 1).replaceAll('\\', '/'), readFileSync(file, 'utf8')]),
  );
}

export const importGraph = (sources: Sources): Import[] =>
  [...sources].flatMap(([path, text]) => importsOf(path, text));

/** Every import of one file: `import`, `export … from`, `import()` and `import('…')` in a type. */
export function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, { isType = false, isDynamic = false } = {}) => {
    const isPackage = !specifier.startsWith('.');
    found.push({ from: path, to: isPackage ? specifier : resolve(path, specifier), isPackage, isType, isDynamic });
  };

  new Visitor({
    // `import { type X } from` counts as real: under verbatimModuleSyntax the emptied import stays and the file is run.
    ImportDeclaration: (node) => add(node.source.value, { isType: node.importKind === 'type' }),
    ExportAllDeclaration: (node) => add(node.source.value, { isType: node.exportKind === 'type' }),
    ExportNamedDeclaration: (node) => {
      if (node.source) add(node.source.value, { isType: node.exportKind === 'type' });
    },
    ImportExpression: (node) => {
      if (node.source.type === 'Literal' && typeof node.source.value === 'string') {
        add(node.source.value, { isDynamic: true });
      }
    },
    TSImportType: (node) => add(node.source.value, { isType: true }),
  }).visit(parse(path, text));
  return found;
}

/** Every text written in one file outside its imports: `'…'`, `"…"` and `` `…` ``. */
export function stringsOf(path: string, text: string): string[] {
  const found: string[] = [];
  const specifiers = new Set<unknown>();
  const skip = (node: { source: unknown }) => void specifiers.add(node.source);
  new Visitor({
    ImportDeclaration: skip,
    ExportAllDeclaration: skip,
    ExportNamedDeclaration: skip,
    ImportExpression: skip,
    TSImportType: skip,
    Literal: (node) => {
      if (typeof node.value === 'string' && !specifiers.has(node)) found.push(node.value);
    },
    TemplateElement: (node) => void found.push(node.value.cooked ?? node.value.raw),
  }).visit(parse(path, text));
  return found;
}

function parse(path: string, text: string) {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} could not be parsed: ${errors[0]?.message}`);
  return program;
}

const resolve = (from: string, specifier: string): string =>
  posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''));
