import { BlockList, isIP } from 'node:net';
import { hostOf } from './addresses.ts';

const usualPort = (url: URL): string => url.port || (url.protocol === 'https:' ? '443' : '80');

/** `10.0.0.0/8`, `fd00::/8`, or one address. */
function isInRange(entry: string, host: string): boolean {
  const [address = '', bits] = entry.split('/');
  const isVersion6 = isIP(address) === 6;
  if (isIP(address) === 0 || isIP(host) !== isIP(address)) return false;
  const longest = isVersion6 ? 128 : 32;
  const prefix = bits === undefined ? longest : Number(bits);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > longest) return false;
  const range = new BlockList();
  const type = isVersion6 ? 'ipv6' : 'ipv4';
  range.addSubnet(address, prefix, type);
  return range.check(host, type);
}

/** `[::1]:8080`, `example.com:8080`, `[::1]`; a bare IPv6 address has no port. */
function splitPort(entry: string): [name: string, port: string | undefined] {
  const [, name, port] = /^(\[.+\]|[^:]+):(\d+)$/.exec(entry) ?? [];
  return [(name ?? entry).replace(/^\[|\]$/g, ''), port];
}

/** Whether NO_PROXY names the host: itself, a domain above it, or a range of addresses. `*` is everything. */
export function isExempt(url: URL, noProxy: string): boolean {
  const host = hostOf(url);
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((entry) => {
      if (entry === '*') return true;
      const [name, port] = splitPort(entry);
      if (port !== undefined && port !== usualPort(url)) return false;
      const domain = name.replace(/^\*?\./, '');
      return host === domain || host.endsWith(`.${domain}`) || isInRange(domain, host);
    });
}
