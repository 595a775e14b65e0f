import { chromium } from '@playwright/test';
import { findChromium } from './machine.mjs';

/** The browser of this machine, for scripts that draw pictures. */
export const launchChromium = () =>
  chromium.launch({
    ...(findChromium() ? { executablePath: findChromium() } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
