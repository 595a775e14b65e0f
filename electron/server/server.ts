import fastifyCookie from '@fastify/cookie';
import fastify, { type FastifyInstance } from 'fastify';
import type { Contract } from '../../shared/contract/define.ts';
import { addApiDocs } from '../api/docs.ts';
import { createManagementKeyCheck, type ManagementKeyStore } from '../api/management-key.ts';
import { addRest } from '../api/rest.ts';
import type { Router } from '../api/router.ts';
import { addWebSocket } from '../api/websocket.ts';
import { newId } from '../lib/id.ts';
import type { Log } from '../lib/log.ts';
import { addErrors, createErrorAnswer } from './plugins/errors.ts';
import { addHostCheck } from './plugins/host-check.ts';
import { addRequestLog } from './plugins/request-log.ts';
import { addSecurityHeaders } from './plugins/security-headers.ts';
import { addStaticFiles } from './static-files.ts';
import { addSessionRoutes, createWindowSessions, type SessionStore, sessionOf } from './window-session.ts';

/** The window in a browser. Left out under Electron: then there is no page, no session and no WebSocket. */
interface BrowserWindowOptions {
  sessions: SessionStore;
  /** Called with the address that signs a window in: when listening, and again each time one was used. */
  onUrl(url: string): void;
  /** The built page. Default: none is served, the dev server has it. */
  rendererFolder?: string | undefined;
  /** The dev server's origin, e.g. `http://localhost:5173`. */
  devOrigin?: string | undefined;
}

export interface ServerOptions<C extends Contract> {
  router: Router<C>;
  managementKey: Pick<ManagementKeyStore, 'get'>;
  log: Log;
  version: string;
  /** Bytes. */
  bodyLimit: number;
  browserWindow?: BrowserWindowOptions | undefined;
}

/** The port, not listening yet: see listen.ts. */
export function createServer<C extends Contract>(options: ServerOptions<C>): FastifyInstance {
  const { router, log, bodyLimit, browserWindow } = options;
  const answerError = createErrorAnswer({ log, bodyLimit });
  const app = fastify({
    bodyLimit,
    genReqId: () => newId(),
    // Host and Origin are not checked for an address that cannot be read, but it gets nothing either.
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
    // Event streams never end by themselves.
    forceCloseConnections: true,
  });
  addRequestLog(app, log);
  addSecurityHeaders(app);
  addHostCheck(app, { devOrigin: browserWindow?.devOrigin });
  addErrors(app, answerError);
  addJsonBodies(app);
  addApiDocs(app, { contract: router.contract, version: options.version });
  addRest(app, { router, checkKey: createManagementKeyCheck(options.managementKey) });
  if (browserWindow) addBrowserWindow(app, { ...options, browserWindow });
  return app;
}

function addBrowserWindow<C extends Contract>(
  app: FastifyInstance,
  { router, log, bodyLimit, browserWindow }: ServerOptions<C> & { browserWindow: BrowserWindowOptions },
): void {
  const { sessions, onUrl, rendererFolder, devOrigin } = browserWindow;
  const windows = createWindowSessions({
    sessions,
    onNewToken: (token) => onUrl(new URL(`/#token=${token}`, devOrigin ?? app.listeningOrigin).href),
  });
  app.register(fastifyCookie);
  addSessionRoutes(app, windows);
  addWebSocket(app, {
    router,
    log,
    largestMessage: bodyLimit,
    isSignedIn: (request) => windows.isSignedIn(sessionOf(request)),
  });
  app.addHook('onListen', async () => windows.announce());
  if (rendererFolder !== undefined) addStaticFiles(app, rendererFolder);
}

/** JSON as always, but no body at all is no error: calls without input are then easy to make. */
function addJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body, done);
  });
}
