import { pathToFileURL } from 'node:url';
import type { BrowserWindow } from 'electron';

/** The one page a window may show. */
export interface Page {
  load(window: BrowserWindow): Promise<void>;
  /** Whether a frame at this address is our own page. */
  isOwn(url: string): boolean;
}

export interface PageOptions {
  /** The built page. */
  file: string;
  /** The dev server; wins over the file. */
  devOrigin: string | undefined;
}

export function createPage({ file, devOrigin }: PageOptions): Page {
  if (devOrigin !== undefined) {
    const { origin } = new URL(devOrigin);
    return { load: (window) => window.loadURL(devOrigin), isOwn: (url) => URL.parse(url)?.origin === origin };
  }
  const { href } = pathToFileURL(file);
  return { load: (window) => window.loadFile(file), isOwn: (url) => url.split(/[?#]/, 1)[0] === href };
}
