import { lookup as lookUp } from 'node:dns/promises';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { AppError } from '../../../shared/errors/app-error.ts';
import { type NetworkSettings, networkSettings } from '../../../shared/model/network-settings.ts';
import { within } from '../../lib/within.ts';
import { hostOf } from '../network/addresses.ts';
import { refuseAddresses } from '../network/check-target.ts';
import type { NetworkSecrets } from '../network/network-fetch.ts';
import type { NetworkOwner } from '../network/networks.ts';
import { chooseProxy, type ProxyServer } from '../network/proxy.ts';
import { tlsOptions } from '../network/tls-options.ts';
import { openTunnel } from '../network/tunnel.ts';
import { certificateProblem } from './certificate.ts';
import { knock } from './knock.ts';
import { type StepList, step } from './steps.ts';

/** What decides how an instance is reached. */
export interface Line {
  settings: NetworkSettings;
  secrets: NetworkSecrets;
  allowPrivate: boolean;
  /** Where the system's proxy stands. */
  environment: NodeJS.ProcessEnv;
}

export const readLine = async (
  { network, secrets, allowPrivate }: Omit<NetworkOwner, 'baseUrl' | 'secretsMark'>,
  environment: NodeJS.ProcessEnv,
): Promise<Line> => ({ settings: networkSettings.parse(network), secrets: await secrets(), allowPrivate, environment });

export interface ReachOptions {
  line: Line;
  steps: StepList;
  classify(thrown: unknown): AppError;
  signal: AbortSignal;
}

type Addresses = { address: string; family: number }[];

export const proxyOf = (url: URL, { settings, secrets, environment }: Line): ProxyServer | null =>
  chooseProxy({ settings, password: secrets.proxyPassword, environment })(url);

/** The first two steps, as the requests of the instance go: its name, and a connection. False: it is not reached. */
export async function reach(url: URL, options: ReachOptions): Promise<boolean> {
  const { line, steps, classify } = options;
  const start = performance.now();
  try {
    const proxy = proxyOf(url, line);
    const addresses = proxy ? null : await findAddresses(hostOf(url), options);
    if (proxy) steps.put(step('dns', 0, { skipped: 'by-proxy' }));
    if (steps.get('dns')?.state === 'failed') return false;
    // Without TLS there is no tunnel: the first request shows whether the proxy lets it through.
    if (proxy && url.protocol === 'http:') return true;
    await connect(url, { ...options, proxy, addresses });
    return steps.get('connection')?.state !== 'failed';
  } catch (thrown) {
    steps.put(step('connection', performance.now() - start, { failure: withScheme(classify(thrown)) }));
    return false;
  }
}

/** What answers a greeting of TLS with other words is no server of it. */
function withScheme(failure: AppError): AppError {
  const { code, message, details } = failure;
  const isPlain = /^(ERR_SSL_(?!\S*ALERT)\S+|EPROTO)$/.test(String(details?.['reason']));
  if (!isPlain) return failure;
  return new AppError(code, message, { retryable: false, details: { param: 'baseUrl', reason: 'speaks-http' } });
}

async function findAddresses(host: string, { line, steps, classify, signal }: ReachOptions): Promise<Addresses | null> {
  const family = isIP(host);
  if (family !== 0) {
    steps.put(step('dns', 0, { skipped: 'is-address' }));
    return [{ address: host, family }];
  }
  const start = performance.now();
  const slow = () => Object.assign(new Error('no answer'), { code: 'EAI_AGAIN' });
  try {
    const timeout = { limit: line.settings.connectTimeout, error: slow };
    const found = await within(lookUp(host, { all: true }), { signal, timeout });
    const addresses = [...new Set(found.map(({ address }) => address))];
    refuseAddresses(host, addresses, line);
    steps.put(step('dns', performance.now() - start, { found: { addresses } }));
    return found;
  } catch (thrown) {
    steps.put(step('dns', performance.now() - start, { failure: classify(thrown) }));
    return null;
  }
}

interface ConnectOptions extends ReachOptions {
  proxy: ProxyServer | null;
  addresses: Addresses | null;
}

async function connect(url: URL, { line, steps, signal, proxy, addresses }: ConnectOptions): Promise<void> {
  const isTls = url.protocol === 'https:';
  const host = hostOf(url);
  const port = Number(url.port || (isTls ? 443 : 80));
  const tls = tlsOptions(line.settings, line.secrets.clientKey);
  const timeout = line.settings.connectTimeout;
  const start = performance.now();
  const tunnel = proxy && (await openTunnel({ proxy, target: `${url.hostname}:${port}`, timeout, tls }));
  const socket = await knock({
    host,
    port,
    tls: isTls ? tls : null,
    timeout,
    signal,
    ...(addresses && { lookup: answering(addresses) }),
    ...(tunnel && { socket: tunnel }),
  });
  const duration = performance.now() - start;
  try {
    const found = { address: tunnel ? null : (socket.remoteAddress ?? null), proxy: proxy?.url.host ?? null };
    steps.put(
      socket instanceof TLSSocket
        ? secured(socket, { host: url.host, found, duration, verify: line.settings.verify })
        : step('connection', duration, { found: { ...found, tls: null } }),
    );
  } finally {
    socket.destroy();
    tunnel?.destroy();
  }
}

interface Secured {
  host: string;
  found: { address: string | null; proxy: string | null };
  duration: number;
  verify: boolean;
}

function secured(socket: TLSSocket, { host, found, duration, verify }: Secured) {
  const certificate = socket.getPeerCertificate();
  const ends = Date.parse(certificate.valid_to);
  const tls = {
    version: socket.getProtocol() ?? 'TLS',
    certificateEnds: Number.isNaN(ends) ? null : ends,
    isTrusted: socket.authorized,
  };
  const outcome = { found: { ...found, tls } };
  if (socket.authorized || !verify) return step('connection', duration, outcome);
  const failure = certificateProblem({ code: String(socket.authorizationError), certificate, host });
  return step('connection', duration, { ...outcome, failure });
}

/** Goes to the addresses that were shown, without asking for them again. */
const answering =
  (addresses: Addresses): LookupFunction =>
  (_host, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, addresses);
    else callback(null, first?.address ?? '', first?.family ?? 4);
  };

/** Whether a port that was asked in plain http speaks TLS. */
export async function speaksTls(url: URL, { line, signal }: Pick<ReachOptions, 'line' | 'signal'>): Promise<boolean> {
  if (proxyOf(url, line)) return false;
  const port = Number(url.port || 80);
  const opened: Promise<Socket> = knock({ host: hostOf(url), port, tls: {}, timeout: 3000, signal });
  return opened.then(
    (socket) => {
      socket.destroy();
      return true;
    },
    () => false,
  );
}
