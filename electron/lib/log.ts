import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import pretty from 'pino-pretty';
import { createStream, type FileSize } from 'rotating-file-stream';
import { redactLine, redactValue } from './redact.ts';
import { requestFields } from './request-context.ts';

export type Log = pino.Logger;

export interface LogOptions {
  folder: string;
  /** `LOG_LEVEL` wins over it. Default: info. */
  level?: string;
  /** Also readable lines on stderr. Default: false. */
  terminal?: boolean;
  /** At that size a new file is begun; five old ones are kept. Default: 10M. */
  largestFile?: FileSize;
  environment?: { readonly LOG_LEVEL?: string | undefined };
}

export interface OpenLog {
  log: Log;
  file: string;
  /** No effect while `LOG_LEVEL` says otherwise. */
  setLevel(level: string): void;
  /** Resolves when all is written and no file is open any more. */
  close(): Promise<void>;
}

const fileName = 'switchyard.log';
const oldFiles = 5;
/** How long to leave the file alone after it could not be written, in ms. */
const retryAfter = 60_000;

export const isLogLevel = (text: string): boolean => text === 'silent' || text in pino.levels.values;

export function createLog(options: LogOptions): OpenLog {
  const { folder, level = 'info', terminal = false, largestFile = '10M', environment = process.env } = options;
  const wanted = environment.LOG_LEVEL?.toLowerCase();
  const fixed = wanted !== undefined && isLogLevel(wanted) ? wanted : undefined;
  const file = openFile(folder, largestFile);
  const screen = terminal
    ? pretty({ destination: 2, sync: true, translateTime: 'SYS:HH:MM:ss.l', ignore: 'pid,hostname' })
    : undefined;
  // The streams take everything; the level is the logger's.
  const streams = [{ level: 'trace' as const, stream: file }];
  const log = pino(
    {
      level: fixed ?? level,
      base: null,
      mixin: requestFields,
      formatters: { log: (fields) => redactValue(fields) as Record<string, unknown> },
      // Errors are data already when a serialiser would see them.
      serializers: { err: (error: unknown) => error },
      hooks: {
        // The last word, over the whole line: messages, stacks and everything a field may hold.
        streamWrite: redactLine,
        // What is put into a message by %s and %j; the first argument is the fields, which `formatters` sees.
        logMethod(parameters, method) {
          const [first, ...rest] = parameters;
          method.apply(this, [first, ...rest.map((parameter) => redactValue(parameter))] as typeof parameters);
        },
      },
    },
    pino.multistream(screen ? [...streams, { level: 'trace' as const, stream: screen }] : streams),
  );
  return {
    log,
    file: join(folder, fileName),
    setLevel(next) {
      if (fixed === undefined) log.level = next;
    },
    async close() {
      log.level = 'silent';
      await file.close();
      screen?.end();
    },
  };
}

/** The rotating file. A full disk must not end the app: it says so once, and tries the file again later. */
function openFile(folder: string, largestFile: FileSize) {
  mkdirSync(folder, { recursive: true });
  const open = () => {
    const stream = createStream(fileName, { path: folder, size: largestFile, rotate: oldFiles, mode: 0o600 });
    stream.on('error', (error: Error) => {
      if (failedAt === undefined) process.stderr.write(`The log file cannot be written: ${error.message}\n`);
      failedAt = Date.now();
      stream.destroy();
    });
    return stream;
  };
  let failedAt: number | undefined;
  let stream = open();
  return {
    write(line: string): void {
      if (stream.destroyed) {
        if (failedAt !== undefined && Date.now() - failedAt < retryAfter) return;
        stream = open();
      }
      stream.write(line);
    },
    close: () =>
      new Promise<void>((resolve) => {
        if (stream.destroyed) return resolve();
        stream.once('close', resolve);
        stream.end();
      }),
  };
}
