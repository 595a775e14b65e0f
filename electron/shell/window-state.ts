import type { BrowserWindow, Rectangle } from 'electron';
import { z } from 'zod';
import type { SettingsFile } from '../host/settings.ts';
import type { Log } from '../lib/log.ts';

const windowState = z.object({
  x: z.int().exactOptional(),
  y: z.int().exactOptional(),
  width: z.int().positive(),
  height: z.int().positive(),
  isMaximised: z.boolean(),
});
export type WindowState = z.output<typeof windowState>;

export const smallestWindow = { width: 720, height: 480 };
const firstWindow: WindowState = { width: 1280, height: 800, isMaximised: false };

/** So much of the window, in pixels, must be on a screen for it to be found and moved. */
const grip = 80;

/** Where the window was; with a screen gone, or never opened before, the system places it. */
export function readWindowState(stored: unknown, workAreas: readonly Rectangle[]): WindowState {
  const state = windowState.safeParse(stored).data ?? firstWindow;
  const width = Math.max(state.width, smallestWindow.width);
  const height = Math.max(state.height, smallestWindow.height);
  const { x, y, isMaximised } = state;
  if (x === undefined || y === undefined) return { width, height, isMaximised };
  const isReachable = workAreas.some(
    (area) =>
      x + width - grip >= area.x && x + grip <= area.x + area.width && y >= area.y && y + grip <= area.y + area.height,
  );
  return isReachable ? { x, y, width, height, isMaximised } : { width, height, isMaximised };
}

/** Keeps it when the window closes; a maximised window remembers what it was before. */
export function keepWindowState(window: BrowserWindow, file: SettingsFile): void {
  window.on('close', () => {
    file.store = { ...window.getNormalBounds(), isMaximised: window.isMaximized() };
  });
}

/** Where the window was is worth no start that fails and no window that does not close. */
export function lenientFile(open: () => SettingsFile, log: Log): SettingsFile {
  let file: SettingsFile | undefined;
  try {
    file = open();
  } catch (error) {
    log.warn({ err: error }, 'where the window was could not be read');
  }
  return {
    get store() {
      try {
        return file?.store ?? {};
      } catch (error) {
        log.warn({ err: error }, 'where the window was could not be read');
        return {};
      }
    },
    set store(state) {
      try {
        if (file) file.store = state;
      } catch (error) {
        log.warn({ err: error }, 'where the window is could not be saved');
      }
    },
  };
}
