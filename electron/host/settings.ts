import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Settings, settingsSchema } from '../../shared/model/settings.ts';
import type { Log } from '../lib/log.ts';

/**
 * The settings file. The entries bring it: electron-store under Electron, its base class conf under plain Node,
 * because importing electron-store without Electron starts a download of Electron.
 */
export interface SettingsFile {
  store: Record<string, unknown>;
}

export interface SettingsFileOptions {
  folder: string;
  /** File name without its ending. */
  name: string;
}

export interface SettingsService {
  get(): Settings;
  /** Changes what is named, leaves the rest, and gives everything back. */
  update(change: { [Name in keyof Settings]?: Settings[Name] | undefined }): Settings;
}

export interface OpenSettingsOptions {
  home: string;
  openFile(options: SettingsFileOptions): SettingsFile;
  log: Log;
  onChange(settings: Settings): void;
}

const fileName = 'settings';

export function openSettings({ home, openFile, log, onChange }: OpenSettingsOptions): SettingsService {
  setAsideUnreadable(join(home, `${fileName}.json`), log);
  const file = openFile({ folder: home, name: fileName });
  let settings = readFields(file.store, log);
  return {
    get: () => settings,
    update(change) {
      const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const next = settingsSchema.parse({ ...settings, ...named });
      try {
        // What a newer version wrote there, and this one does not know, stays.
        file.store = { ...file.store, ...next };
      } catch (cause) {
        throw new AppError(
          'STORAGE_UNWRITABLE',
          `The settings could not be saved in ${home}. Check that the folder is writable and the disk is not full.`,
          { cause },
        );
      }
      settings = next;
      onChange(settings);
      return settings;
    },
  };
}

/** One bad value must not cost the others: it falls back to its default and is named in the log. */
function readFields(stored: Record<string, unknown>, log: Log): Settings {
  const good: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(settingsSchema.shape)) {
    if (!(name in stored)) continue;
    const parsed = field.safeParse(stored[name]);
    if (parsed.success) good[name] = parsed.data;
    else log.warn({ setting: name }, 'a setting has an invalid value; its default is used');
  }
  return settingsSchema.parse(good);
}

export function setAsideUnreadable(path: string, log: Log): void {
  if (!existsSync(path)) return;
  try {
    JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    const aside = path.replace(/\.json$/, `.damaged-${Date.now()}.json`);
    renameSync(path, aside);
    log.warn({ aside }, 'the settings file could not be read; it was set aside and the defaults are used');
  }
}
