import { watch as watchPath } from 'node:fs';
import { basename } from 'node:path';
import type { Log } from '../../lib/log.ts';
import { isPartial } from './file-names.ts';
import { codeOf } from './files.ts';

export interface Watcher {
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): void;
}

export interface WatchFoldersOptions {
  /** Something may have changed in a source. Called often. */
  onChange(sourceId: string): void;
  log: Log;
  /** Default: this one. */
  platform?: NodeJS.Platform | undefined;
  /** How often what cannot be watched is looked at, in ms. Default: 60,000. */
  pollEvery?: number | undefined;
  /** Default: that of Node. */
  watch?: typeof watchFolder | undefined;
}

export interface WatchLook {
  /** A folder that is about to be read. */
  sees(folder: string): void;
  /** The look is over: folders that were not seen in it are let go. */
  end(): void;
}

export interface FolderWatch {
  look(source: { id: string; folder: string }): WatchLook;
  /** Watches a source no more. */
  forget(sourceId: string): void;
  close(): void;
}

/** Each watched folder is one of the system's, of which a person has a few thousand for all programs. */
const mostFolders = 2000;

/**
 * Watches the folders of sources. macOS and Windows watch a whole tree at once; on Linux Node would take a watch for
 * every single file, so there each folder is watched by itself.
 */
export function watchFolders(options: WatchFoldersOptions): FolderWatch {
  const { onChange, log, platform = process.platform, pollEvery = 60_000, watch = watchFolder } = options;
  const isRecursive = platform === 'darwin' || platform === 'win32';
  const watched = new Map<string, Map<string, Watcher>>();
  const polled = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const release = (sourceId: string, folder: string): void => {
    watched.get(sourceId)?.get(folder)?.close();
    watched.get(sourceId)?.delete(folder);
  };
  const releaseAll = (sourceId: string): void => {
    for (const watcher of watched.get(sourceId)?.values() ?? []) watcher.close();
    watched.delete(sourceId);
  };

  const poll = (source: { id: string; folder: string }, reason: string): void => {
    releaseAll(source.id);
    if (polled.has(source.id)) return;
    polled.add(source.id);
    log.warn({ folder: source.folder, reason }, 'a folder of models cannot be watched; it is looked at now and then');
    timer ??= setInterval(() => {
      for (const sourceId of polled) onChange(sourceId);
    }, pollEvery).unref();
  };

  const add = (source: { id: string; folder: string }, folder: string): void => {
    const folders = watched.get(source.id) ?? new Map<string, Watcher>();
    watched.set(source.id, folders);
    if (folders.has(folder)) return;
    if (folders.size >= mostFolders) {
      poll(source, 'too many folders');
      return;
    }
    try {
      const watcher = watch(folder, isRecursive, (name) => {
        // What a folder says under its own name is that it was moved or deleted: what comes in its place is another.
        if (!isRecursive && name === basename(folder)) release(source.id, folder);
        if (name === null || !isPartial(name)) onChange(source.id);
      });
      watcher.on('error', (error) => poll(source, codeOf(error)));
      folders.set(folder, watcher);
    } catch (error) {
      // Not there yet, or gone again: the next look sees.
      if (codeOf(error) !== 'ENOENT') poll(source, codeOf(error));
    }
  };

  return {
    look(source) {
      const seen = new Set<string>();
      return {
        sees(folder) {
          const root = isRecursive ? source.folder : folder;
          seen.add(root);
          if (!polled.has(source.id)) add(source, root);
        },
        end() {
          for (const folder of watched.get(source.id)?.keys() ?? []) if (!seen.has(folder)) release(source.id, folder);
        },
      };
    },
    forget(sourceId) {
      releaseAll(sourceId);
      polled.delete(sourceId);
    },
    close() {
      for (const sourceId of watched.keys()) releaseAll(sourceId);
      clearInterval(timer);
    },
  };
}

/** Keeps no process alive. */
const watchFolder = (folder: string, recursive: boolean, onEvent: (name: string | null) => void): Watcher =>
  watchPath(folder, { recursive, persistent: false }, (_event, name) => onEvent(name));
