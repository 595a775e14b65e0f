import { fork } from 'node:child_process';

/** How a process ended. Both null: it never started. */
export interface ProcessEnd {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
}

/** A process as the host sees it: Node's and Electron's two kinds of children have this in common. */
export interface EngineProcess {
  readonly pid: number | undefined;
  send(message: unknown): void;
  /** At once, whatever it is doing. */
  kill(): void;
  onMessage(listener: (message: unknown) => void): void;
  /** What it writes to stdout and stderr. */
  onOutput(listener: (text: string) => void): void;
  /** Called once, when it is gone and everything it sent and wrote has been handed on. */
  onEnd(listener: (end: ProcessEnd) => void): void;
}

export interface ForkOptions {
  /** Words for the child, after its file. */
  args: readonly string[];
  /** Words for Node. */
  execArgv: readonly string[];
  environment: NodeJS.ProcessEnv;
}

/** Starts the engine's entry in a process of its own. */
export type ForkEngine = (options: ForkOptions) => EngineProcess;

/** What a dead child's grandchildren may keep open is waited for no longer than this, in ms. */
const patience = 500;

/** Under Node. `entry`: the file to run, `out/main/engine.js` or its source. */
export const forkWithNode =
  (entry: string): ForkEngine =>
  ({ args, execArgv, environment }) => {
    const child = fork(entry, args, {
      execArgv: [...execArgv],
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Keeps NaN, undefined and -0 what they are, which JSON does not.
      serialization: 'advanced',
      windowsHide: true,
    });
    return {
      pid: child.pid,
      send(message) {
        // A line that is down is told by the end, not here.
        if (child.connected) child.send(message as object, undefined, undefined, () => {});
      },
      kill: () => void child.kill('SIGKILL'),
      onMessage: (listener) => void child.on('message', listener),
      onOutput(listener) {
        for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', listener);
      },
      onEnd(listener) {
        let isTold = false;
        const tell = (exitCode: number | null, signal: NodeJS.Signals | null): void => {
          if (isTold) return;
          isTold = true;
          clearTimeout(timer);
          listener({ exitCode, signal });
        };
        let timer: NodeJS.Timeout | undefined;
        child.once('close', tell);
        child.once('exit', (exitCode, signal) => {
          timer = setTimeout(() => tell(exitCode, signal), patience);
        });
        child.on('error', () => {
          if (child.pid === undefined) tell(null, null);
        });
      },
    };
  };
