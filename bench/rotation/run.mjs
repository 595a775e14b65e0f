// Through Vite, because the store imports its SQL as text.
import { createServer, createServerModuleRunner } from 'vite';

const server = await createServer({
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, ws: false, hmr: false, watch: null },
});
const runner = createServerModuleRunner(server.environments.ssr);
const { bench } = await runner.import(new URL('main.ts', import.meta.url).pathname);
process.exit(await bench(JSON.parse(process.argv[2])));
