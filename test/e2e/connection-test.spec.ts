// Catches: a test of a connection that says nothing while it runs, cannot be left, spends money unasked, or names a
// remedy that does not help.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './fixtures.ts';
import { fillCompatibleServer, goTo, openConnected, openPart, openWindow, words } from './window.ts';

const { test: testWords } = words.providers;
const steps = words.connectionTest.steps;

test('says what each step found, and asks for a token only where that is wished', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await goTo(page, 'providers');
  await page.getByRole('button', { name: 'OpenAI-compatible', exact: true }).click();
  const run = page.getByRole('button', { name: testWords.run, exact: true });
  await run.click();
  await expect(page.getByText(words.connectionTest.skipped['is-address'])).toBeVisible();
  await expect(page.getByText(words.connectionTest.skipped['no-key'])).toBeVisible();
  await expect(page.getByText(steps.token, { exact: true })).toHaveCount(0);
  expect(upstream.requests.filter(({ method }) => method === 'POST')).toEqual([]);

  await expect(page.getByText(words.connectionTest.withToken.asksUnpriced('steady'))).toBeVisible();
  await page.getByRole('switch', { name: words.connectionTest.withToken.label }).click();
  await run.click();
  await expect(page.getByText(/^steady, first token after \d+ m?s$/)).toBeVisible();
  expect(upstream.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('shows how far it is, and can be cancelled', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  await goTo(page, 'providers');
  await page.getByRole('button', { name: 'OpenAI-compatible', exact: true }).click();
  await openPart(page, words.providers.settings);
  await page.getByLabel('Base URL').fill(`http://127.0.0.1:${(silent.address() as AddressInfo).port}/v1`);
  await page.getByRole('button', { name: words.common.save }).click();
  await expect(page.getByText(words.common.unsaved)).toHaveCount(0);
  await openPart(page, words.providers.parts.overview);
  await page.getByRole('button', { name: testWords.run, exact: true }).click();
  const done = page.getByRole('listitem').filter({ hasText: steps.connection });
  await expect(done).toContainText('127.0.0.1');
  await expect(page.getByRole('listitem').filter({ hasText: steps.key }).first()).toContainText(testWords.running);
  await page.getByRole('button', { name: words.common.cancel }).click();
  // The one before was of another address: what it found stands no more.
  await expect(page.getByRole('button', { name: words.common.cancel })).toBeHidden();
  await expect(page.getByText(words.connectionTest.skipped['no-key'])).toBeHidden();
  silent.closeAllConnections();
  silent.close();
});

test('a base URL without its end is told with the one that does, which is taken with one press', async ({
  page,
  host,
  upstream,
}) => {
  await openWindow(page, host.now);
  await goTo(page, 'providers');
  await page.getByRole('button', { name: words.providers.add }).first().click();
  const dialog = await fillCompatibleServer(page, { url: upstream.url.replace('/v1', '/v2') });
  await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
  await expect(dialog).toContainText(words.connectionTest.remedies['other-address']?.(upstream.url) ?? '');
  await dialog.getByRole('button', { name: words.connectionTest.useAddress }).click();
  await expect(dialog.getByLabel('Base URL')).toHaveValue(upstream.url);
  await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
  await expect(dialog).toBeHidden();
});

test('the address that is taken does not come back wrong with what else is typed', async ({ page, host, upstream }) => {
  await openWindow(page, host.now);
  await goTo(page, 'providers');
  await page.getByRole('button', { name: words.providers.add }).first().click();
  const dialog = await fillCompatibleServer(page, { url: upstream.url.replace('/v1', '/v2') });
  await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
  await dialog.getByRole('button', { name: words.providers.dialog.addAnyway }).click();
  await expect(dialog).toBeHidden();
  await goTo(page, 'providers');
  await page.getByRole('button', { name: 'OpenAI-compatible', exact: true }).click();
  await openPart(page, words.providers.settings);
  const name = page.getByLabel(words.providers.name, { exact: true });
  await name.fill('Typed');
  await openPart(page, words.providers.parts.overview);
  await page.getByRole('button', { name: words.connectionTest.useAddress }).click();
  await expect(page.getByText(words.connectionTest.skipped['no-key'])).toBeVisible();
  await openPart(page, words.providers.settings);
  await expect(page.getByLabel('Base URL')).toHaveValue(upstream.url);
  await expect(name).toHaveValue('Typed');
  await name.fill('OpenAI-compatible');
  await expect(page.getByText(words.common.unsaved)).toHaveCount(0);
});

test('a key of another vendor is told at its field', async ({ page, host }) => {
  await openWindow(page, host.now);
  await goTo(page, 'providers');
  await page.getByRole('button', { name: words.providers.add }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Groq/ }).click();
  await dialog.getByLabel(words.providers.apiKey, { exact: true }).fill(`sk-ant-${'a'.repeat(30)}`);
  await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
  await expect(dialog.getByText(words.providers.reasons['other-vendor'] ?? '')).toBeVisible();
  await expect(dialog).toContainText('Anthropic');
});
