import { join } from 'node:path';
import Conf from 'conf';
import { onTestFinished } from 'vitest';
import { createHost, type Host, type HostOptions } from '../../../electron/host/create-host.ts';
import { forkWithNode } from '../../../electron/local/process/engine-process.ts';
import { type Client, createClient } from '../../../shared/contract/client.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';
import { connectWebSocket, signIn } from '../../helpers/transport-server.ts';

export interface TestHost extends Host {
  /** The addresses that sign a window in, oldest first. */
  urls: string[];
}

/** The engine's own process, from its source. */
const engineEntry = join(import.meta.dirname, '../../../electron/local/process/child.ts');

/** The real host with the real settings file, on any free port unless one is given. The caller closes it. */
export async function openHost(home: string, options: Partial<HostOptions> = {}): Promise<TestHost> {
  const urls: string[] = [];
  const host = await createHost({
    shell: 'headless',
    home,
    version: '0.0.0-test',
    port: 0,
    openSettingsFile: ({ folder, name }) => new Conf<Record<string, unknown>>({ cwd: folder, configName: name }),
    restart() {},
    browserWindow: { onUrl: (url) => void urls.push(url) },
    // Its HOME too: models of whoever runs the tests are none of theirs.
    environment: { ENCRYPTION_MASTER_KEY: 'ab'.repeat(32), HOME: home, USERPROFILE: home },
    forkEngine: forkWithNode(engineEntry),
    ...options,
  });
  return { ...host, urls };
}

/** As openHost, for one test: closed when it ends, if the test did not. */
export async function openTestHost(home: string, options?: Partial<HostOptions>): Promise<TestHost> {
  const host = await openHost(home, options);
  onTestFinished(() => host.close());
  return host;
}

export interface TestWindow {
  client: Client<AppContract>;
  cookie: string;
  close(): void | Promise<void>;
}

/** A window in a browser, signed in with the newest address, or with the cookie it has. */
export async function openWindow(
  host: { address: string; url: string | undefined },
  had?: string,
): Promise<TestWindow> {
  const cookie = had ?? (await signIn(host.address, host.url)) ?? '';
  const link = await connectWebSocket(host.address, cookie);
  return { client: createClient<AppContract>(link), cookie, close: link.close };
}

export const windowOf = (host: TestHost, cookie?: string): Promise<TestWindow> =>
  openWindow({ address: host.address, url: host.urls.at(-1) }, cookie);
