import type { ForkEngine } from './engine-process.ts';

/** What is used of Electron's `utilityProcess`, which only electron/shell/ can import. */
export interface UtilityProcesses {
  fork(
    entry: string,
    args: string[],
    options: {
      execArgv: string[];
      env: NodeJS.ProcessEnv;
      stdio: ['ignore', 'pipe', 'pipe'];
      serviceName: string;
    },
  ): UtilityProcess;
}

interface UtilityProcess {
  readonly pid: number | undefined;
  readonly stdout: NodeJS.ReadableStream | null;
  readonly stderr: NodeJS.ReadableStream | null;
  postMessage(message: unknown): void;
  kill(): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'exit', listener: (code: number) => void): unknown;
}

/** What it wrote last may arrive after its end, by as many ms. */
const patience = 100;

/** Under Electron, whose program is closed to `child_process.fork` (the runAsNode fuse is off). */
export const forkWithElectron =
  (utilityProcess: UtilityProcesses, entry: string): ForkEngine =>
  ({ args, execArgv, environment }) => {
    const child = utilityProcess.fork(entry, [...args], {
      execArgv: [...execArgv],
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      serviceName: 'Switchyard engine',
    });
    let isGone = false;
    child.once('exit', () => {
      isGone = true;
    });
    return {
      get pid() {
        return child.pid;
      },
      send: (message) => child.postMessage(message),
      kill() {
        // By then its id may be somebody else's.
        if (isGone) return;
        // Its own kill is a polite one, which a process that hangs does not hear.
        if (child.pid === undefined) child.kill();
        else killNow(child.pid);
      },
      onMessage: (listener) => void child.on('message', listener),
      onOutput(listener) {
        for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => listener(String(data)));
      },
      onEnd: (listener) =>
        void child.once('exit', (exitCode) => setTimeout(() => listener({ exitCode, signal: null }), patience)),
    };
  };

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
