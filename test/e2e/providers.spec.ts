// Catches: a failed connection that says nothing useful or loses what was typed, a key that is shown or kept in the
// clear, a provider that is there before it was confirmed or can't be removed, settings lost on the way.
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { catalogueFor } from '../../shared/i18n/index.ts';
import { startUpstream } from '../helpers/upstream.ts';
import { expect, test } from './fixtures.ts';
import {
  answers,
  ask,
  chooseGerman,
  composer,
  fillCompatibleServer,
  goTo,
  openConnected,
  openPart,
  openWindow,
  words,
} from './window.ts';

const key = 'sk-e2e-0123456789-wxyz';

test('a wrong address is told at once and what was typed stays', async ({ page, host, upstream }) => {
  await openWindow(page, host.now);
  await goTo(page, 'providers');
  await page.getByRole('button', { name: words.providers.add }).first().click();
  // Port 9 answers nowhere.
  const dialog = await fillCompatibleServer(page, { url: 'http://127.0.0.1:9/v1' });
  await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
  await expect(dialog).toContainText(words.errors.PROVIDER_UNREACHABLE.title);
  const address = dialog.getByLabel('Base URL');
  await expect(address).toHaveValue('http://127.0.0.1:9/v1');

  await expect(dialog.getByRole('button', { name: words.providers.dialog.testAgain })).toBeVisible();
  await address.fill(upstream.url);
  await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
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

test('a failed test adds nothing; what is added anyway is what is typed last', async ({ page, host }) => {
  await openWindow(page, host.now);
  await goTo(page, 'providers');
  await page.getByRole('button', { name: words.providers.add }).first().click();
  const dialog = await fillCompatibleServer(page, { url: 'http://127.0.0.1:9/v1' });
  await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
  await expect(dialog).toContainText(words.errors.PROVIDER_UNREACHABLE.title);
  await dialog.getByText(words.common.details).click();
  await expect(dialog.getByRole('alert').getByText('127.0.0.1:9')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.reload();
  await expect(page.getByText(words.providers.empty.title)).toBeVisible();

  await page.getByRole('button', { name: words.providers.add }).first().click();
  await fillCompatibleServer(page, { url: 'http://127.0.0.1:9/v1' });
  await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
  await expect(dialog).toContainText(words.errors.PROVIDER_UNREACHABLE.title);
  // What is typed is not what was tested: the result goes.
  await dialog.getByLabel('Base URL').fill('http://127.0.0.1:10/v1');
  await expect(dialog).not.toContainText(words.errors.PROVIDER_UNREACHABLE.title);
  await dialog.getByLabel(words.providers.name, { exact: true }).fill('Later');
  await dialog.getByRole('button', { name: words.providers.dialog.addAnyway }).click();
  await expect(dialog).toBeHidden();
  await goTo(page, 'providers');
  await page.getByRole('button', { name: 'Later', exact: true }).click();
  await openPart(page, words.providers.settings);
  await expect(page.getByLabel('Base URL')).toHaveValue('http://127.0.0.1:10/v1');
});

test('a fault of a field stands at the field, in German too', async ({ page, host }) => {
  const german = catalogueFor('de');
  await openWindow(page, host.now);
  await chooseGerman(page);
  await page.getByRole('link', { name: german.nav.providers, exact: true }).click();
  await page.getByRole('button', { name: german.providers.add }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /OpenAI-compatible/ }).click();
  const address = dialog.getByLabel(german.providers.settingTexts['Base URL'] ?? '');
  await address.fill('ftp://example.com');
  await dialog.getByRole('button', { name: german.providers.dialog.submit }).click();
  await expect(dialog.getByText(german.providers.reasons['scheme'] ?? '')).toBeVisible();
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await address.fill('http://127.0.0.1:9/v1');
  await dialog.getByRole('button', { name: german.providers.dialog.submit }).click();
  const failure = dialog.getByRole('alert');
  await expect(failure).toContainText(german.connectionTest.remedies['ECONNREFUSED']?.('') ?? '');
  const english = failure.getByText('127.0.0.1:9');
  await expect(english).toBeHidden();
  await failure.getByText(german.common.details).click();
  await expect(english).toBeVisible();
});

test('the open provider is in the address, and unsaved settings stay', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await goTo(page, 'providers');
  await page.getByRole('button', { name: 'OpenAI-compatible', exact: true }).click();
  await expect(page).toHaveURL(/#\/providers\/[0-9a-f-]{36}$/);
  await openPart(page, words.providers.settings);
  const name = page.getByLabel(words.providers.name, { exact: true });
  await name.fill('Renamed');
  await goTo(page, 'settings');
  await goTo(page, 'providers');
  await expect(page.getByText(words.common.unsaved)).toBeVisible();
  await page.goBack();
  await page.goBack();
  await expect(name).toHaveValue('Renamed');
  await page.getByRole('button', { name: words.common.reset }).click();
  await expect(name).toHaveValue('OpenAI-compatible');
  await name.fill('Renamed');
  await page.getByRole('button', { name: words.common.save }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Renamed' })).toBeVisible();
  await expect(page.getByText(words.common.unsaved)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Renamed' })).toBeVisible();
});

test('the arrows lead through the parts of a provider, Tab into them, and a reload stays', async ({
  page,
  host,
  upstream,
}) => {
  await openConnected(page, host.now, upstream);
  await goTo(page, 'providers');
  await page.getByRole('button', { name: 'OpenAI-compatible', exact: true }).press('Enter');
  await page.getByRole('tab', { name: words.providers.parts.overview }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const settings = page.getByRole('tab', { name: words.providers.settings });
  await expect(settings).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel(words.providers.name, { exact: true })).toBeFocused();
  await page.reload();
  await expect(settings).toHaveAttribute('aria-selected', 'true');
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: words.providers.room })).toBeVisible();
});

test('a test says that no key was needed', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await goTo(page, 'providers');
  await page.getByRole('button', { name: 'OpenAI-compatible', exact: true }).click();
  await page.getByRole('button', { name: words.providers.test.run, exact: true }).click();
  await expect(page.getByText(words.providers.noKeyNeeded, { exact: true })).toBeVisible();
});

test('a server without a model says so, and what helps', async ({ page, host }) => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end('{"object":"list","data":[]}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  await openWindow(page, host.now);
  await goTo(page, 'providers');
  await page.getByRole('button', { name: words.providers.add }).first().click();
  const { port } = server.address() as AddressInfo;
  const dialog = await fillCompatibleServer(page, { url: `http://127.0.0.1:${port}/v1` });
  await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
  await expect(dialog).toBeHidden();
  await goTo(page, 'providers');
  await page.getByRole('button', { name: 'OpenAI-compatible', exact: true }).click();
  await openPart(page, words.providers.modelList.title);
  await expect(page.getByText(words.providers.modelList.none)).toBeVisible();
  server.close();
  server.closeAllConnections();
});

test('a failing provider is named in the chat, and another model answers', async ({ page, host, upstream }) => {
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
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await goTo(page, 'chat');
  await expect(answers(page).last()).toContainText('Remember me');
  await expect(composer(page)).toBeVisible();
});

test('deleting the open provider leads to the list, with the focus', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await goTo(page, 'providers');
  await page.getByRole('button', { name: 'OpenAI-compatible', exact: true }).press('Enter');
  await openPart(page, words.providers.settings);
  const remove = page.getByRole('button', { name: words.providers.delete });
  await remove.click();
  await page.keyboard.press('Escape');
  // Its own button bears the same words, until it has faded out.
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(remove).toBeFocused();
  await remove.press('Enter');
  await page.getByRole('alertdialog').getByRole('button', { name: words.providers.delete }).press('Enter');
  await expect(page.getByText(words.providers.empty.title)).toBeVisible();
  await expect(page).toHaveURL(/#\/providers$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

// Catches: a limit that looks saved and is not, and one that cannot be taken back.
test('how much it may be asked is kept, and an empty field is no limit', async ({ page, host, upstream }) => {
  const limits = words.network.limits.fields;
  await openConnected(page, host.now, upstream);
  await goTo(page, 'providers');
  await page.getByRole('button', { name: 'OpenAI-compatible', exact: true }).click();
  await openPart(page, words.providers.settings);
  const requests = page.getByLabel(limits.requestsPerMinute.label);
  await requests.fill('0');
  await requests.press('Enter');
  await expect(page.getByText(words.network.limits.between('1', '1,000,000,000'))).toBeVisible();
  await requests.fill('60');
  await page.getByLabel(limits.tokensPerMinute.label).fill('90000');
  await page.getByRole('button', { name: words.common.save }).first().click();
  await expect(page.getByText(words.common.unsaved)).toHaveCount(0);
  await page.reload();
  await expect(requests).toHaveValue('60');
  await expect(page.getByLabel(limits.tokensPerMinute.label)).toHaveValue('90000');
  await requests.fill('');
  await page.getByRole('button', { name: words.common.save }).first().click();
  await expect(page.getByText(words.common.unsaved)).toHaveCount(0);
  await page.reload();
  await expect(page.getByLabel(limits.tokensPerMinute.label)).toHaveValue('90000');
  await expect(requests).toHaveValue('');
});
