// Run as a process of its own by local-only.test.ts: the real host, which tells of every way out that anything in it takes.

import dgram from 'node:dgram';
import dns from 'node:dns';
import { writeSync } from 'node:fs';
import net from 'node:net';
import { openHost } from '../host/setup.ts';

const tell = (line: object): void => void writeSync(1, `${JSON.stringify(line)}\n`);

/** Below fetch, http and tls: all of them end here. */
function watch<Name extends string>(owner: Record<Name, unknown>, name: Name): void {
  const original = owner[name] as (...given: unknown[]) => unknown;
  owner[name] = function watched(this: unknown, ...given: unknown[]) {
    const [where] = given.flat() as [string | { host?: string; port?: number; path?: string | null }];
    const { host, port, path } = typeof where === 'object' ? where : { host: where };
    // A pipe to a process of its own has a path in place of a port.
    if (!path || port) tell({ out: name, where: `${host}:${port}` });
    return original.apply(this, given);
  };
}
watch(net.Socket.prototype as never, 'connect' as never);
watch(dns as never, 'lookup' as never);
watch(dns.promises as never, 'lookup' as never);
watch(dgram.Socket.prototype as never, 'send' as never);

/** Started by `bench/lib/through-vite.mjs`; never ends by itself. */
export async function bench({ home }: { home: string }): Promise<never> {
  const host = await openHost(home);
  tell({ address: host.address, url: host.urls.at(-1) });
  return new Promise(() => {});
}
