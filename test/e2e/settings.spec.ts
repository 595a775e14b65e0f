// Catches: a setting that changes the screen but isn't kept, words left in English, a vault that can't be set up.
import { catalogueFor } from '../../shared/i18n/index.ts';
import { expect, test } from './fixtures.ts';
import { fillCompatibleServer, goTo, openWindow, words } from './window.ts';

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
  await goTo(page, 'settings');
  await page.getByRole('combobox', { name: words.settings.fields.language.label }).click();
  await page.getByRole('option', { name: 'Deutsch' }).click();
  await expect(page.getByRole('heading', { name: german.settings.title, level: 1 })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  for (const room of ['chat', 'providers', 'port'] as const) {
    await page.getByRole('link', { name: german.nav[room], exact: true }).click();
    await expect(page.getByText(words.nav.search)).toHaveCount(0);
  }
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
    await unlock.getByLabel(words.vault.passphrase).fill('correct horse battery');
    await unlock.getByRole('button', { name: words.vault.unlock.action }).click();
    await expect(page.getByText(words.vault.states.unlocked, { exact: true })).toBeVisible();
  });
});
