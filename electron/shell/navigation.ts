import { shell, type WebContents } from 'electron';
import type { Page } from './page.ts';

/** The window shows our page and nothing else, ever; links to the web open in the user's browser. */
export function lockNavigation(contents: WebContents, page: Page): void {
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => {
    if (page.isOwn(event.url)) return;
    event.preventDefault();
    openOutside(event.url);
  });
  contents.on('will-redirect', (event) => {
    if (!page.isOwn(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Any other scheme could start a program. */
function openOutside(url: string): void {
  const protocol = URL.parse(url)?.protocol;
  if (protocol === 'https:' || protocol === 'http:') void shell.openExternal(url);
}
