// Catches: a setting that changes the screen but isn't kept, a port that keeps the next start from happening, words left in English, a vault that can't be set up.
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { catalogueFor } from '../../shared/i18n/index.ts';
import { seriousIssues } from './accessibility.ts';
import { expect, test } from './fixtures.ts';
import { chooseGerman, fillCompatibleServer, goTo, openWindow, sidebar, words } from './window.ts';

test('the theme is kept, and there before the first paint', async ({ page, host }) => {
  await openWindow(page, host.now);
  await goTo(page, 'settings');
  await page.getByRole('combobox', { name: words.settings.fields.theme.label }).click();
  await page.getByRole('option', { name: words.settings.fields.theme.options?.['dark'] ?? '' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.goto('about:blank');
  await host.now.stop();
  await host.startAgain();
  await page.goto(host.now.address, { waitUntil: 'commit' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await goTo(page, 'settings');
  await expect(page.getByRole('combobox', { name: words.settings.fields.theme.label })).toContainText('Dark');
});

test('German is German everywhere', async ({ page, host }) => {
  const german = catalogueFor('de');
  await openWindow(page, host.now);
  await chooseGerman(page);
  await expect(page.getByRole('heading', { name: german.settings.title, level: 1 })).toBeVisible();
  for (const room of ['chat', 'providers', 'port'] as const) {
    await page.getByRole('link', { name: german.nav[room], exact: true }).click();
    await expect(page.getByText(words.nav.search)).toHaveCount(0);
  }
  await expect(page.getByText('Strg', { exact: true }).first()).toBeVisible();
});

test('a port that can not be had is refused at its field, one that can holds from the next start', async ({
  page,
  host,
}) => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  await openWindow(page, host.now);
  await goTo(page, 'settings');
  const field = page.getByLabel(words.settings.fields.port.label, { exact: true });
  await field.fill(String(port));
  await field.press('Enter');
  await expect(page.getByText(words.settings.reasons['port-taken'] ?? '')).toBeVisible();
  // Only the room scrolls down to the field, not the window with its sidebar.
  expect((await sidebar(page).boundingBox())?.y).toBeGreaterThanOrEqual(0);
  await expect(page.getByText(words.settings.fromNextStart)).toHaveCount(0);

  taken.close();
  await once(taken, 'close');
  await field.press('Enter');
  await expect(page.getByText(words.settings.fromNextStart)).toBeVisible();
  await expect(page.getByText(words.settings.reasons['port-taken'] ?? '')).toHaveCount(0);
  await field.fill(new URL(host.now.address).port);
  await field.press('Enter');
  await expect(page.getByText(words.settings.fromNextStart)).toHaveCount(0);
  await page.reload();
  await expect(field).toHaveValue(new URL(host.now.address).port);
});

test.describe('without a keychain', () => {
  test.use({
    hostEnvironment: {
      ENCRYPTION_MASTER_KEY: '',
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
      XDG_RUNTIME_DIR: '/nonexistent',
    },
  });

  test('the first key asks for a passphrase, and a restart asks for it again', async ({ page, host, upstream }) => {
    test.skip(process.platform !== 'linux', 'other systems always have a keychain');
    await openWindow(page, host.now);
    await goTo(page, 'providers');
    await page.getByRole('button', { name: words.providers.add }).first().click();
    const form = await fillCompatibleServer(page, upstream);
    await form.getByLabel(words.providers.apiKeyOptional).fill('sk-e2e-passphrase');
    await form.getByRole('button', { name: words.providers.dialog.submit }).click();
    const setUp = page.getByRole('dialog', { name: words.vault.setUp.title });
    expect(await seriousIssues(page), 'set up the vault').toEqual([]);
    await setUp.getByLabel(words.vault.passphrase, { exact: true }).fill('correct horse battery');
    await setUp.getByLabel(words.vault.repeat).fill('correct horse battery');
    await setUp.getByRole('button', { name: words.vault.setUp.action }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);

    await page.goto('about:blank');
    await host.now.stop();
    await host.startAgain();
    await page.goto(host.now.address);
    await goTo(page, 'settings');
    await expect(page.getByText(words.vault.states.locked, { exact: true })).toBeVisible();
    await page.getByRole('button', { name: words.vault.unlock.action }).click();
    const unlock = page.getByRole('dialog', { name: words.vault.unlock.title });
    await expect(unlock).toContainText(words.vault.reasons.passphrase);
    expect(await seriousIssues(page), 'unlock the vault').toEqual([]);
    await unlock.getByLabel(words.vault.passphrase).fill('correct horse battery');
    await unlock.getByRole('button', { name: words.vault.unlock.action }).click();
    await expect(page.getByText(words.vault.states.unlocked, { exact: true })).toBeVisible();
  });
});
