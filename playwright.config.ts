import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  // Each test has a host of its own, but two hosts and two browsers at a time make small machines slow.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // On a busy machine a browser may stall; what passed only at the second try is named in the summary.
  retries: process.env['CI'] ? 1 : 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  outputDir: '.playwright',
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    colorScheme: 'light',
    screenshot: 'only-on-failure',
    launchOptions: {
      // Not the one Playwright downloads: Debian's, or what scripts/test.mjs found.
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
