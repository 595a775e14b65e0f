// Catches: a failed connection that says nothing useful or loses what was typed, a key that is shown or kept in the
// clear, a provider that can't be removed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startUpstream } from '../helpers/upstream.ts';
import { expect, test } from './fixtures.ts';
import { answers, ask, composer, fillCompatibleServer, goTo, openConnected, openWindow, words } from './window.ts';

const key = 'sk-e2e-0123456789-wxyz';

test('a wrong address is told at once and what was typed stays', async ({ page, host, upstream }) => {
  await openWindow(page, host.now);
  await goTo(page, 'providers');
  await page.getByRole('button', { name: words.providers.add }).first().click();
  // Port 9 answers nowhere.
  const dialog = await fillCompatibleServer(page, { url: 'http://127.0.0.1:9/v1' });
  await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
  await expect(dialog).toContainText(words.errors.PROVIDER_UNREACHABLE.title);
  const address = dialog.getByLabel(words.providers.settingWords['baseUrl']?.label ?? '');
  await expect(address).toHaveValue('http://127.0.0.1:9/v1');

  await address.fill(upstream.url);
  await dialog.getByRole('button', { name: words.providers.dialog.testAgain }).click();
  await expect(dialog).toBeHidden();
});

test('a key is sent to the provider, shown masked and stored encrypted', async ({ page, host, home }) => {
  const upstream = await startUpstream({ apiKey: key });
  await openWindow(page, host.now);
  await goTo(page, 'providers');
  await page.getByRole('button', { name: words.providers.add }).first().click();
  const dialog = await fillCompatibleServer(page, upstream);
  await dialog.getByLabel(words.providers.apiKeyOptional).fill(key);
  await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
  await expect(dialog).toBeHidden();
  expect(upstream.requests.at(-1)?.headers.authorization).toBe(`Bearer ${key}`);

  await goTo(page, 'providers');
  await expect(page.getByText('wxyz').first()).toBeVisible();
  await expect(page.getByText(key)).toHaveCount(0);
  await upstream.close();
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) {
    expect(readFileSync(join(file.parentPath, file.name)).includes(key), `${file.name} holds the key`).toBe(false);
  }
});

test('a failing provider is named in the chat, and the message can be sent again', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await ask(page, 'Will this work?', { model: 'fail-401' });
  await expect(answers(page).last()).toContainText(words.errors.INVALID_API_KEY.title);
  await ask(page, 'And this?', { model: 'echo' });
  await expect(answers(page).last()).toContainText('And this?');
});

test('a deleted provider is gone, its conversations stay', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await ask(page, 'Remember me', { model: 'echo' });
  await expect(answers(page).last()).toContainText('Remember me');
  await goTo(page, 'providers');
  await page.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: words.providers.delete }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: words.providers.delete }).click();
  await expect(page.getByText(words.providers.empty.title)).toBeVisible();
  await goTo(page, 'chat');
  await expect(answers(page).last()).toContainText('Remember me');
  await expect(composer(page)).toBeVisible();
});
