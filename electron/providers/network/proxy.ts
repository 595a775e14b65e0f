import { AppError } from '../../../shared/errors/app-error.ts';
import type { NetworkSettings } from '../../../shared/model/network-settings.ts';
import { Secret } from '../../lib/secret.ts';
import { hostOf, isLoopback } from './addresses.ts';
import { isExempt } from './no-proxy.ts';

export interface ProxyServer {
  /** Without user name and password. */
  url: URL;
  /** The header that lets us through; null where none is needed. */
  authorization: Secret | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

export interface ProxyOptions {
  settings: Pick<NetworkSettings, 'proxy' | 'proxyUser'>;
  password: Secret | null;
  environment: Environment;
}

const basic = (user: string, password: string): Secret =>
  new Secret(`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);

/** Which proxy an address is asked through. */
export function chooseProxy({ settings, password, environment }: ProxyOptions): (url: URL) => ProxyServer | null {
  const { proxy, proxyUser } = settings;
  if (proxy === null) return () => null;
  if (proxy === 'system') return (url) => systemProxy(url, environment);
  const authorization = proxyUser === null ? null : basic(proxyUser, password?.reveal() ?? '');
  const own = { url: new URL(proxy), authorization };
  return () => own;
}

/** By the custom of curl: lower case first. This machine itself is never reached through a proxy. */
function systemProxy(url: URL, environment: Environment): ProxyServer | null {
  const read = (name: string): string => (environment[name] || environment[name.toUpperCase()] || '').trim();
  if (isLoopback(hostOf(url)) || isExempt(url, read('no_proxy'))) return null;
  const name = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const address = read(name);
  return address === '' ? null : readProxy(address, name.toUpperCase());
}

/** Here, and only here, user name and password stand in the address: that is how the variable is written. */
function readProxy(address: string, variable: string): ProxyServer {
  const url = URL.parse(/^[a-z\d+.-]+:\/\//i.test(address) ? address : `http://${address}`);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new AppError(
      'PROVIDER_UNREACHABLE',
      `${variable} does not name an http or https proxy. Correct it, or choose another proxy for this provider.`,
      { retryable: false, details: { reason: 'proxy-address' } },
    );
  }
  const { username, password } = url;
  const authorization = username === '' ? null : basic(decode(username), decode(password));
  url.username = '';
  url.password = '';
  return { url, authorization };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
