import pino from 'pino';
import type { Log } from '../../lib/log.ts';

export interface OutputTail {
  add(text: string): void;
  /** The last of it, for whoever asks why the process died. */
  text(): string;
}

/** Characters. */
const longestTail = 16_384;

/** Takes what a child writes: its log lines go into the host's log, of the rest the end is kept. */
export function createOutputTail(log: Log): OutputTail {
  let tail = '';
  let unfinished = '';
  const take = (line: string): void => {
    const own = ownLine(line);
    if (own) log[own.level](own.fields, own.message);
    else tail = `${tail}${line}\n`.slice(-longestTail);
  };
  return {
    add(text) {
      const lines = `${unfinished}${text}`.split('\n');
      unfinished = (lines.pop() ?? '').slice(-longestTail);
      for (const line of lines) take(line);
    },
    text: () => tail + unfinished,
  };
}

interface OwnLine {
  level: pino.Level;
  fields: Record<string, unknown>;
  message: string;
}

function ownLine(line: string): OwnLine | undefined {
  if (!line.startsWith('{"level":')) return undefined;
  try {
    const { level, time: _, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
    const name = pino.levels.labels[Number(level)];
    return name === undefined ? undefined : { level: name as pino.Level, fields, message: String(msg) };
  } catch {
    return undefined;
  }
}
