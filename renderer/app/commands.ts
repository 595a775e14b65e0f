import type { LucideIcon } from 'lucide-react';
import { isShortcut, type KeyStroke, type Shortcut } from '../lib/shortcut.ts';

export type CommandGroup = 'actions' | 'rooms' | 'conversations' | 'appearance';

export interface Command {
  /** Unique: a command registered later under the same id takes the place of the earlier one. */
  id: string;
  label: string;
  group: CommandGroup;
  icon?: LucideIcon;
  /** The first is shown; all of them work. */
  shortcuts?: readonly Shortcut[];
  /** Further words it is found by. */
  keywords?: string;
  run: () => void;
}

const sources = new Set<() => readonly Command[]>();

/** A feature tells what can be done with it. The source is asked each time, so its words and its list are of now. */
export function registerCommands(source: () => readonly Command[]): () => void {
  sources.add(source);
  return () => void sources.delete(source);
}

export function allCommands(): Command[] {
  const byId = new Map<string, Command>();
  for (const source of sources) for (const command of source()) byId.set(command.id, command);
  return [...byId.values()];
}

export const commandFor = (event: KeyStroke): Command | undefined =>
  allCommands().find(({ shortcuts }) => shortcuts?.some((shortcut) => isShortcut(event, shortcut)));
