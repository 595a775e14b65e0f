import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = join(import.meta.dirname, '../../out/main/headless.js');

export interface HostProcess {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  /** The newest address that signs a window in. */
  readonly signInUrl: string;
  readonly pid: number;
  /** What it printed, for the report of a failed test. */
  readonly output: readonly string[];
  /** Asks it to end and gives back its exit code. */
  stop(): Promise<number | null>;
  /** Ends it in mid-work, as a crash or a power cut would. */
  kill(): Promise<void>;
}

export interface HostProcessOptions {
  home: string;
  /** Default 0: any free one. */
  port?: number;
  environment?: NodeJS.ProcessEnv;
}

/** Starts the built host as a person would, and waits until it printed its addresses. */
export async function startHost({ home, port = 0, environment = {} }: HostProcessOptions): Promise<HostProcess> {
  if (!existsSync(program)) throw new Error(`${program} is missing: build it first with npm run build.`);
  // Keeps the models of the person who runs the tests out: a fresh start has none.
  const settings = join(home, 'settings.json');
  if (!existsSync(settings)) writeFileSync(settings, JSON.stringify({ findForeignModels: false }));
  const child = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      SWITCHYARD_HOME: home,
      SWITCHYARD_PORT: String(port),
      // Keeps the tests out of the keychain of the person who runs them.
      ENCRYPTION_MASTER_KEY: 'ab'.repeat(32),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const output: string[] = [];
  let address = '';
  let signInUrl = '';
  const isUp = new Promise<void>((resolve, reject) => {
    readLines(child, (line) => {
      output.push(line);
      address = /^Switchyard is listening at (\S+)/.exec(line)?.[1] ?? address;
      signInUrl = /^Open .*?(http\S+)/.exec(line)?.[1] ?? signInUrl;
      if (address && signInUrl) resolve();
    });
    void exit.then((code) => reject(new Error(`The host ended with exit code ${code}:\n${output.join('\n')}`)));
  });
  await isUp;
  return {
    address,
    pid: child.pid ?? 0,
    get signInUrl() {
      return signInUrl;
    },
    output,
    stop() {
      child.kill('SIGTERM');
      return exit;
    },
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

function readLines(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', onLine);
  }
}
