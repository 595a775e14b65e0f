// Lists the optional packages that package-lock.json should have and has not. npm leaves out what the registry didn't
// offer on the day the lock was written, without a word, and `npm ci` on that other system then refuses the lock.
import { readFileSync } from 'node:fs';
import { at } from './lib/root.mjs';

const { packages } = JSON.parse(readFileSync(process.argv[2] ?? at('package-lock.json'), 'utf8'));

/** The folders in which Node looks for a package's dependencies, nearest first. */
function foldersAbove(path) {
  const folders = [];
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    folders.push(folder === '' ? 'node_modules' : `${folder}/node_modules`);
    if (folder === '') return folders;
  }
}

const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {}, version }]) =>
  Object.entries(optionalDependencies)
    .filter(([name]) => !foldersAbove(path).some((folder) => packages[`${folder}/${name}`]))
    .map(([name, range]) => `${path || 'package.json'}@${version} wants ${name}@${range}`),
);

for (const line of missing) console.log(line);
console.log(missing.length > 0 ? `${missing.length} missing in package-lock.json` : 'lock complete');
process.exitCode = missing.length > 0 ? 1 : 0;
