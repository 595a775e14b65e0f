import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { electron: resolve(import.meta.dirname, 'test/fakes/electron.ts') } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // Real processes, sockets and scrypt on a loaded machine: a limit for hanging, not a measure of speed.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // electron-store imports 'electron'; left external it would get the real package, which downloads a binary.
    server: { deps: { inline: ['electron-store'] } },
  },
});
