import fastifyCookie from '@fastify/cookie';
import fastify, { type FastifyInstance } from 'fastify';
import type { Contract } from '../../shared/contract/define.ts';
import { addApiDocs } from '../api/docs.ts';
import { createManagementKeyCheck, type ManagementKeyStore } from '../api/management-key.ts';
import { addRest } from '../api/rest.ts';
import type { Router } from '../api/router.ts';
import { addWebSocket } from '../api/websocket.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Routing } from '../gateway/routing.ts';
import { newId } from '../lib/id.ts';
import type { Log } from '../lib/log.ts';
import { addLoadCall, type LoadCall } from './load-call.ts';
import { addOpenAiDoor } from './openai/door.ts';
import { addExpectCheck, createClientErrorAnswer } from './plugins/client-errors.ts';
import { addErrors, createErrorAnswer } from './plugins/errors.ts';
import { addHostCheck } from './plugins/host-check.ts';
import { addRequestLog } from './plugins/request-log.ts';
import { addSecurityHeaders } from './plugins/security-headers.ts';
import { addUpgradeCheck, isWebSocketUpgrade } from './plugins/upgrade-check.ts';
import { addRouteCall } from './route-call.ts';
import { addStaticFiles } from './static-files.ts';
import { addSessionRoutes, createWindowSessions, type SessionStore, windowCookie } from './window-session.ts';

/** The window in a browser. Left out under Electron: then there is no page, no session and no WebSocket. */
interface BrowserWindowOptions {
  sessions: SessionStore;
  /** Tells the homes of this machine apart in a browser. Default: there is one. */
  homeId?: string | undefined;
  /** Called with the address that signs a window in: when listening, and again each time one was used. */
  onUrl(url: string): void;
  /** The built page. Default: none is served, the dev server has it. */
  rendererFolder?: string | undefined;
  /** The dev server's origin, e.g. `http://localhost:5173`. */
  devOrigin?: string | undefined;
  /** How often a window must show that it is alive, in ms. Default 30 s. */
  heartbeat?: number | undefined;
}

export interface ServerOptions<C extends Contract> {
  router: Router<C>;
  managementKey: Pick<ManagementKeyStore, 'get'>;
  /** Without it the port answers no program. */
  models?: { gateway: Pick<Gateway, 'run'>; routing: Pick<Routing, 'try'>; load?: LoadCall['load'] } | undefined;
  log: Log;
  version: string;
  /** Bytes. */
  bodyLimit: number;
  /** Within that many ms a request must have arrived as a whole; its answer may take as long as it likes. Default 60 s. */
  requestTimeout?: number | undefined;
  browserWindow?: BrowserWindowOptions | undefined;
}

/** More than any window and its programs need, and fewer than the files a process may open. */
const mostConnections = 1000;

/** The port, not listening yet: see listen.ts. */
export function createServer<C extends Contract>(options: ServerOptions<C>): FastifyInstance {
  const { router, log, bodyLimit, requestTimeout = 60_000, browserWindow } = options;
  const answerError = createErrorAnswer({ log, bodyLimit });
  const app = fastify({
    bodyLimit,
    requestTimeout,
    // Names of models stand in paths.
    routerOptions: { maxParamLength: 1000 },
    http: {
      headersTimeout: Math.min(15_000, requestTimeout),
      connectionsCheckingInterval: Math.min(5000, requestTimeout),
      // Without one the host check refuses it, in words.
      requireHostHeader: false,
      shouldUpgradeCallback: ({ headers }) => browserWindow !== undefined && isWebSocketUpgrade(headers),
    },
    genReqId: () => newId(),
    // Host and Origin are not checked for an address that cannot be read, but it gets nothing either.
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
    clientErrorHandler: createClientErrorAnswer(log),
    // Event streams never end by themselves.
    forceCloseConnections: true,
  });
  app.server.maxConnections = mostConnections;
  addRequestLog(app, log);
  addSecurityHeaders(app);
  addHostCheck(app, { devOrigin: browserWindow?.devOrigin });
  addExpectCheck(app);
  if (browserWindow) addUpgradeCheck(app);
  addErrors(app, answerError);
  addJsonBodies(app);
  addApiDocs(app, { contract: router.contract, version: options.version });
  addRest(app, { router, checkKey: createManagementKeyCheck(options.managementKey) });
  if (options.models) {
    addOpenAiDoor(app, { gateway: options.models.gateway, log });
    addRouteCall(app, { routing: options.models.routing });
    if (options.models.load) addLoadCall(app, { load: options.models.load });
  }
  if (browserWindow) addBrowserWindow(app, { ...options, browserWindow });
  return app;
}

function addBrowserWindow<C extends Contract>(
  app: FastifyInstance,
  { router, log, bodyLimit, browserWindow }: ServerOptions<C> & { browserWindow: BrowserWindowOptions },
): void {
  const { sessions, homeId, onUrl, rendererFolder, devOrigin, heartbeat } = browserWindow;
  const cookie = windowCookie(homeId);
  const windows = createWindowSessions({
    sessions,
    log,
    onNewToken: (token) => onUrl(new URL(`/#token=${token}`, devOrigin ?? app.listeningOrigin).href),
  });
  // In a scope of their own: what they look for in a request is nothing to the doors.
  app.register(async (scope) => {
    scope.register(fastifyCookie);
    addSessionRoutes(scope, { windows, cookie });
    addWebSocket(scope, {
      router,
      log,
      largestMessage: bodyLimit,
      isSignedIn: (request) => windows.isSignedIn(cookie.read(request)),
      heartbeat,
    });
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
