import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { startUpstream, type Upstream } from '../helpers/upstream.ts';
import { type HostProcess, type HostProcessOptions, startHost } from './host-process.ts';

interface HostControl {
  /** The host that runs now. */
  readonly now: HostProcess;
  /** Starts it again over the same home, on the same port. */
  startAgain(): Promise<HostProcess>;
}

type Environment = NonNullable<HostProcessOptions['environment']>;

interface Fixtures {
  /** Console errors that belong to the test: a line that matches is let pass. */
  expectedErrors: RegExp | null;
  hostEnvironment: Environment;
  home: string;
  host: HostControl;
  upstream: Upstream;
}
/** Each test has its own home folder, host, upstream and browser profile, and fails on any error in the console. */
export const test = base.extend<Fixtures>({
  expectedErrors: [null, { option: true }],
  hostEnvironment: [{}, { option: true }],

  home: async ({}, use) => {
    const home = mkdtempSync(join(tmpdir(), 'switchyard-e2e-'));
    await use(home);
    rmSync(home, { recursive: true, force: true });
  },

  host: async ({ home, hostEnvironment }, use, testInfo) => {
    const started: HostProcess[] = [];
    const start = async (port: number) => {
      const host = await startHost({ home, port, environment: hostEnvironment });
      started.push(host);
      return host;
    };
    let now = await start(0);
    await use({
      get now() {
        return now;
      },
      async startAgain() {
        now = await start(Number(new URL(now.address).port));
        return now;
      },
    });
    const code = await now.stop();
    if (testInfo.status !== testInfo.expectedStatus) {
      const body = started.flatMap(({ output }) => output).join('\n');
      await testInfo.attach('host output', { body, contentType: 'text/plain' });
    }
    expect(code, 'the host ends cleanly').toBe(0);
  },

  upstream: async ({}, use) => {
    const upstream = await startUpstream();
    await use(upstream);
    await upstream.close();
  },

  // Takes the host although it needs nothing of it: so it is there before the page and ends after it.
  page: async ({ page, host: _host, expectedErrors }, use) => {
    const errors: string[] = [];
    const note = (text: string) => {
      if (!expectedErrors?.test(text)) errors.push(text);
    };
    page.on('pageerror', (error) => note(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') note(`${message.text()} (${message.location().url})`);
    });
    await use(page);
    expect(errors, 'no errors in the console').toEqual([]);
  },
});

export { expect };
