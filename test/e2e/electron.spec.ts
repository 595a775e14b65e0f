// Catches: a desktop app that doesn't open or whose window can't talk to the host. Runs only where the Electron binary
// was downloaded. It must not import 'electron': under Node that starts the download.
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { electronBinary } from '../../scripts/lib/electron.mjs';
import { expect, test } from './fixtures.ts';
import { words } from './window.ts';

test('the desktop app opens its window and talks to its host', async ({ home }) => {
  const executablePath = electronBinary();
  if (!executablePath) return test.skip(true, 'there is no Electron binary on this machine');
  const app = await _electron.launch({
    executablePath,
    args: ['.', `--user-data-dir=${join(home, 'electron')}`],
    env: { ...process.env, SWITCHYARD_HOME: home, SWITCHYARD_PORT: '0', ENCRYPTION_MASTER_KEY: 'ab'.repeat(32) },
  });
  const page = await app.firstWindow();
  await expect(page.getByRole('button', { name: words.chat.noProvider.action })).toBeVisible();
  await app.close();
});
