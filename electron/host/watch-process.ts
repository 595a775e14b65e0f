import type { Host } from './create-host.ts';

/** How long the log may take to reach the disk, in ms: a process that failed must not stay because of it. */
const patience = 1000;

/**
 * An error nobody caught leaves the host in no known state: it is logged, and the process ends. What was stored is
 * safe, as after a kill. Returns how to stop watching, for when the host is closed.
 */
export function watchProcess(
  host: Pick<Host, 'log' | 'endLog'>,
  exit: (code: number) => void = process.exit,
): () => void {
  let isEnding = false;
  const onError = (error: unknown): void => {
    if (isEnding) return;
    isEnding = true;
    host.log.fatal({ err: error }, 'an error was not caught; the process ends');
    console.error('Something failed inside Switchyard, and it ends. The log file has the details.');
    const timer = setTimeout(() => exit(1), patience);
    void host.endLog().finally(() => {
      clearTimeout(timer);
      exit(1);
    });
  };
  process.on('uncaughtException', onError).on('unhandledRejection', onError);
  return () => void process.off('uncaughtException', onError).off('unhandledRejection', onError);
}
