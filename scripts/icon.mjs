// Draws resources/icon.png, which the installers are made with, from the window's own icon. Run it when that changes.
import { readFileSync } from 'node:fs';
import { launchChromium } from './lib/chromium.mjs';
import { at } from './lib/root.mjs';

const size = 512;
const svg = readFileSync(at('renderer', 'public', 'icon.svg'), 'utf8');

const browser = await launchChromium();
const page = await browser.newPage({ viewport: { width: size, height: size } });
await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${svg}`);
await page.screenshot({ path: at('resources', 'icon.png'), omitBackground: true });
await browser.close();
