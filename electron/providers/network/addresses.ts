import { BlockList, isIP } from 'node:net';

const subnets = (type: 'ipv4' | 'ipv6', ranges: string, list = new BlockList()): BlockList => {
  for (const range of ranges.split(' ')) {
    const [address = '', bits] = range.split('/');
    list.addSubnet(address, Number(bits), type);
  }
  return list;
};

/**
 * What no server on the public internet has: https://www.iana.org/assignments/iana-ipv4-special-registry
 * Link-local is where clouds have their metadata; one has it in the range of the carriers.
 */
const local = '0.0.0.0/8 10.0.0.0/8 127.0.0.0/8 172.16.0.0/12 192.168.0.0/16 169.254.0.0/16 100.64.0.0/10';
const ownIpv4 = subnets('ipv4', `${local} 192.0.0.0/24 198.18.0.0/15 224.0.0.0/4 240.0.0.0/4`);

/** https://www.iana.org/assignments/iana-ipv6-special-registry */
const ownIpv6 = subnets('ipv6', '::/96 fc00::/7 fe80::/10 fec0::/10 ff00::/8 64:ff9b:1::/48 100::/64');
/** 6to4 and Teredo carry an IPv4 address to whoever unpacks it. Nobody has an API behind them. */
const tunnels = subnets('ipv6', '2002::/16 2001::/32');

const loopback = subnets('ipv6', '::1/128', subnets('ipv4', '127.0.0.0/8'));
/** An IPv4 address in the form of IPv6: mapped, or translated on networks that have IPv6 only. */
const carriesIpv4 = subnets('ipv6', '::ffff:0:0/96 64:ff9b::/96');

/** Name or address of a URL's host, without the brackets of IPv6 and the dot at the end of a full name. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

/** Its last 32 bits. The URL parser writes an IPv6 address in its one short form. */
function embeddedIpv4(address: string): string {
  const { hostname } = new URL(`http://[${address}]`);
  const [high = 0, low = 0] = hostname
    .slice(1, -1)
    .split(':')
    .slice(-2)
    .map((part) => Number.parseInt(part || '0', 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** Whether an address is of this machine, its network or nobody: not one of a server on the internet. */
export function isPrivateAddress(text: string): boolean {
  const [address = ''] = text.split('%');
  switch (isIP(address)) {
    case 4:
      return ownIpv4.check(address, 'ipv4');
    case 6:
      return carriesIpv4.check(address, 'ipv6')
        ? ownIpv4.check(embeddedIpv4(address), 'ipv4')
        : ownIpv6.check(address, 'ipv6') || tunnels.check(address, 'ipv6');
    default:
      return false;
  }
}

export const isLoopback = (host: string): boolean => {
  const version = isIP(host);
  return version === 0 ? /(^|\.)localhost$/i.test(host) : loopback.check(host, version === 4 ? 'ipv4' : 'ipv6');
};

/** Names that are nobody's on the internet: of one label, or below one that is kept for networks of one's own. */
const privateName = /^[^.]*$|\.(localhost|local|lan|internal|intranet|home\.arpa)$/i;

/** Whether a name or an address can only be of one's own machine or network. */
export const isPrivateHost = (host: string): boolean =>
  isIP(host) === 0 ? privateName.test(host) : isPrivateAddress(host);
