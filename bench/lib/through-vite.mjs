// Through Vite, because the store imports its SQL as text. A file and not `node -e`: the engine starts children with our
// own arguments to see whether its library loads. Arguments: the module with `bench`, and its options as JSON.
import { pathToFileURL } from 'node:url';
import { createServer, createServerModuleRunner } from 'vite';

const [, , file, options] = process.argv;
const server = await createServer({
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, ws: false, hmr: false, watch: null },
});
const runner = createServerModuleRunner(server.environments.ssr);
const { bench } = await runner.import(pathToFileURL(file).pathname);
process.exit((await bench(JSON.parse(options))) ?? 0);
