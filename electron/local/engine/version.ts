import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Of the engine's package, read without loading the engine. What was found out about a file holds for one version. */
export const engineVersion: string = readVersion();

function readVersion(): string {
  try {
    const packageFile = new URL('../package.json', import.meta.resolve('node-llama-cpp'));
    const { version } = JSON.parse(readFileSync(fileURLToPath(packageFile), 'utf8')) as { version?: unknown };
    return typeof version === 'string' ? version : 'unknown';
  } catch {
    // Not installed: whoever needs it is told when it is loaded.
    return 'none';
  }
}
