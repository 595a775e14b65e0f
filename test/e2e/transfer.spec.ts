// Catches: an export that is no file or holds a key in the open, an import that writes before it was looked at, keys that
// do not come back, a private address that is imported unasked, and dialogs that need a mouse.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { startUpstream } from '../helpers/upstream.ts';
import { expect, test } from './fixtures.ts';
import { fillCompatibleServer, goTo, openWindow, words } from './window.ts';

const key = 'sk-e2e-0123456789-wxyz';
const passphrase = 'correct horse battery';
const { transfer } = words;

async function choose(page: Page, what: 'import' | 'export'): Promise<Locator> {
  await page.getByRole('button', { name: transfer.menu }).click();
  await page.getByRole('menuitem', { name: transfer[`${what}Action`] }).click();
  return page.getByRole('dialog', { name: transfer[what].title });
}

async function openFile(page: Page, dialog: Locator, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: transfer.import.choose }).click();
  await (await chooser).setFiles(path);
}

const actionOf = (dialog: Locator, name: string): Locator =>
  dialog.getByRole('combobox', { name: transfer.import.actionFor(name) });

test('a provider goes out with its key and comes back', async ({ page, host, home }) => {
  const upstream = await startUpstream({ apiKey: key });
  await openWindow(page, host.now);
  await goTo(page, 'providers');
  await page.getByRole('button', { name: words.providers.add }).first().click();
  const adding = await fillCompatibleServer(page, upstream);
  await adding.getByLabel(words.providers.apiKeyOptional).fill(key);
  await adding.getByRole('button', { name: words.providers.dialog.submit }).click();
  await expect(adding).toBeHidden();
  await goTo(page, 'providers');

  const exporting = await choose(page, 'export');
  await exporting.getByRole('switch', { name: transfer.export.withKeys }).click();
  await exporting.getByLabel(transfer.export.passphrase).fill(passphrase);
  await exporting.getByLabel(words.vault.repeat).fill('another one');
  await exporting.getByRole('button', { name: transfer.export.submit }).click();
  await expect(exporting.getByText(words.vault.notEqual)).toBeVisible();
  await exporting.getByLabel(words.vault.repeat).fill(passphrase);
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/^switchyard-providers-\d{4}-\d\d-\d\d\.json$/);
  const path = join(home, 'exported.json');
  await saved.saveAs(path);
  expect(readFileSync(path, 'utf8')).not.toContain(key);
  await expect(exporting).toBeHidden();

  await page.getByRole('button', { name: words.providers.actionsFor('OpenAI-compatible') }).click();
  await page.getByRole('menuitem', { name: words.providers.delete }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: words.providers.delete }).click();
  await expect(page.getByText(words.providers.empty.title)).toBeVisible();

  const importing = await choose(page, 'import');
  await openFile(page, importing, path);
  await expect(importing.getByText(transfer.import.locked)).toBeVisible();
  const typed = importing.getByLabel(transfer.import.passphrase);
  await typed.fill('something else');
  await typed.press('Enter');
  await expect(importing.getByText(transfer.wrongPassphrase)).toBeVisible();
  await typed.fill(passphrase);
  await typed.press('Enter');
  await expect(importing.getByText(transfer.import.unlocked)).toBeVisible();
  await expect(importing.getByText(transfer.keys('1', true))).toBeVisible();

  const submit = importing.getByRole('button', { name: transfer.import.submit(transfer.providers('1', true)) });
  await submit.click();
  await expect(importing.getByText(transfer.import.consentMissing)).toBeVisible();
  await expect(page.getByText(words.providers.empty.title)).toBeVisible();
  await expect(
    importing.getByRole('switch', { name: transfer.import.consents['private-address'].label }),
  ).toBeFocused();
  await page.keyboard.press('Space');
  await submit.click();
  await expect(importing).toBeHidden();
  await page.getByRole('button', { name: 'OpenAI-compatible', exact: true }).click();
  await expect(page.getByText('wxyz').first()).toBeVisible();
  const before = upstream.requests.length;
  await page.getByRole('button', { name: words.providers.test.run, exact: true }).click();
  await expect.poll(() => upstream.requests.slice(before).at(-1)?.headers.authorization).toBe(`Bearer ${key}`);
  await upstream.close();
});

test('a file says what is wrong with it, and each provider in it what becomes of it', async ({ page, host, home }) => {
  const path = join(home, 'file.json');
  const put = (text: string): void => writeFileSync(path, text);
  const entry = { kind: 'openai-compatible', name: 'Cloud', settings: { baseUrl: 'https://api.example.com/v1' } };
  const file = (...providers: unknown[]) => JSON.stringify({ format: 'switchyard-providers', version: 1, providers });
  await openWindow(page, host.now);
  await goTo(page, 'providers');
  const dialog = await choose(page, 'import');
  put('not json');
  await openFile(page, dialog, path);
  await expect(dialog.getByRole('alert')).toContainText(transfer.fileReasons['not-json']?.title ?? '');
  put('x'.repeat(1024 * 1024 + 1));
  await openFile(page, dialog, path);
  await expect(dialog.getByRole('alert')).toContainText(transfer.fileReasons['too-large']?.title ?? '');

  // Dropped, this time.
  const dropped = await page.evaluateHandle(
    (text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'dropped.json'));
      return data;
    },
    file(entry, { ...entry, name: 'Later', kind: 'tomorrow' }),
  );
  await dialog.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(dialog).toContainText('dropped.json');
  await expect(dialog.getByText(transfer.import.cannot)).toBeVisible();
  await expect(dialog.getByText(transfer.problems['unknown-kind'] ?? '')).toBeVisible();
  await dialog.getByRole('button', { name: transfer.import.submit(transfer.providers('1', true)) }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Cloud', exact: true })).toBeVisible();

  // Once more: it is there now, and stays as it is unless somebody wants otherwise.
  await choose(page, 'import');
  put(file({ ...entry, description: 'Renewed' }));
  await openFile(page, dialog, path);
  await expect(dialog.getByRole('button', { name: transfer.import.nothing })).toBeDisabled();
  await actionOf(dialog, 'Cloud').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: transfer.import.addAs('Cloud 2') }).press('Enter');
  await dialog.getByRole('button', { name: transfer.import.submit(transfer.providers('1', true)) }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Cloud 2', exact: true })).toBeVisible();
});
