import { readdirSync, readFileSync } from 'node:fs';

interface Child {
  pid: number;
  /** As the kernel says it: R, S, Z for a zombie, … */
  state: string;
  command: string;
}

/** The children of this process, as Linux lists them. */
export function childrenHere(): Child[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The name of the program, in parentheses, may hold anything.
      const [state = '', parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (Number(parent) !== process.pid) return [];
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      return [{ pid: Number(name), state, command }];
    } catch {
      // It ended in the meantime.
      return [];
    }
  });
}

/** The processes that the engine runs in. */
export const enginePids = (): number[] =>
  childrenHere().flatMap(({ pid, command }) => (command.includes('process/child.ts') ? [pid] : []));

export const zombies = (): Child[] => childrenHere().filter(({ state }) => state === 'Z');
