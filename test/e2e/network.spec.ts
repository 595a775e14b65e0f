// Catches: a way to a provider that is typed and not used, a secret that comes back to the screen, an error that stands
// anywhere but at its field, and a check that is off without anybody seeing it.
import { catalogueFor } from '../../shared/i18n/index.ts';
import { seriousIssues } from './accessibility.ts';
import { expect, test } from './fixtures.ts';
import { chooseGerman, goTo, openConnected, openPart, words } from './window.ts';

const w = words.network;
const password = 'e2e-proxy-password';

async function openNetwork(page: Parameters<typeof goTo>[0]) {
  await goTo(page, 'providers');
  await page.getByRole('button', { name: 'OpenAI-compatible', exact: true }).click();
  await openPart(page, words.providers.settings);
  const fold = page.getByRole('button', { name: w.summary });
  await fold.click();
  const form = page.locator('form').filter({ has: page.getByRole('group', { name: w.proxy, exact: true }) });
  await expect(form).toBeVisible();
  const save = async () => {
    await form.getByRole('button', { name: words.common.save }).click();
    await expect(page.getByText(words.common.unsaved)).toHaveCount(0);
  };
  return { fold, form, save };
}

test('what is chosen is used, and can be taken back', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  const { fold, form, save } = await openNetwork(page);
  await expect(fold).toContainText(w.asUsual);
  expect(await seriousIssues(page)).toEqual([]);

  await form.getByRole('button', { name: w.addHeader }).click();
  await expect(form.getByLabel(w.headerName('1'))).toBeFocused();
  await page.keyboard.type('Authorization');
  await form.getByLabel(w.headerValue('1')).fill('yard');
  await form.getByRole('button', { name: words.common.save }).click();
  await expect(form.getByText(w.refusedHeader('Authorization'))).toBeVisible();
  await expect(form.getByLabel(w.headerName('1'))).toBeFocused();
  await form.getByLabel(w.headerName('1')).fill('x-team');
  await form.getByLabel(w.timeFields.totalTimeout.label).fill('90');
  await form.getByLabel(w.timeFields.firstTokenTimeout.label).fill('');
  await save();
  await expect(fold).toContainText(w.chosen('3', false));

  await openPart(page, words.providers.parts.overview);
  await page.getByRole('button', { name: words.providers.test.run, exact: true }).click();
  await expect.poll(() => upstream.requests.at(-1)?.headers['x-team']).toBe('yard');
  await page.reload();
  const again = await openNetwork(page);
  await expect(form.getByLabel(w.timeFields.totalTimeout.label)).toHaveValue('90');
  await expect(form.getByLabel(w.timeFields.firstTokenTimeout.label)).toHaveValue('');
  await form.getByRole('button', { name: w.removeHeader('x-team') }).click();
  await form.getByLabel(w.timeFields.totalTimeout.label).fill('');
  await form.getByLabel(w.timeFields.firstTokenTimeout.label).fill('300');
  await again.save();
  await expect(fold).toContainText(w.asUsual);
});

test('a password is kept, and never shown again', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  const { form, save } = await openNetwork(page);
  await form.getByRole('combobox', { name: w.proxyUse }).click();
  await page.getByRole('option', { name: w.proxies.own }).click();
  await form.getByRole('button', { name: words.common.save }).click();
  await expect(form.getByText(w.proxyMissing)).toBeVisible();
  await form.getByLabel(w.proxyAddress).fill('http://proxy.example.com:3128');
  await form.getByLabel(w.proxyUser, { exact: true }).fill('me');
  await form.getByLabel(w.proxyPassword, { exact: true }).fill(password);
  await save();
  await expect(form.getByText(w.isStored)).toBeVisible();
  await page.reload();
  await openNetwork(page);
  await expect(form.getByText(w.isStored)).toBeVisible();
  expect(await page.content()).not.toContain(password);
  await form.getByRole('button', { name: w.removeNamed(w.proxyPassword) }).click();
  await save();
  await expect(form.getByLabel(w.proxyPassword, { exact: true })).toHaveValue('');
});

test('certificates come from files, and one that is none is told at its field', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  const { form, save } = await openNetwork(page);
  const chooser = page.waitForEvent('filechooser');
  await form.getByRole('button', { name: w.loadFileFor(w.authorities) }).click();
  const text = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
  await (await chooser).setFiles({ name: 'ca.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(text) });
  const field = form.getByLabel(w.authorities, { exact: true });
  await expect(field).toHaveValue(text.trim());
  await form.getByRole('button', { name: words.common.save }).click();
  await expect(form.getByText(w.certificateErrors['caCertificates'] ?? '')).toBeVisible();
  await expect(field).toBeFocused();
  await field.fill('');
  await form.getByRole('switch', { name: w.verify }).click();
  await expect(form.getByText(w.unverified)).toBeVisible();
  await save();
  await expect(page.getByText(w.unverifiedBadge)).toBeVisible();
});

test('a German field has a German number, which is no change', async ({ page, host, upstream }) => {
  const german = catalogueFor('de');
  await openConnected(page, host.now, upstream);
  await chooseGerman(page);
  await page.getByRole('link', { name: german.nav.providers, exact: true }).click();
  await page.getByRole('button', { name: 'OpenAI-compatible', exact: true }).click();
  await openPart(page, german.providers.settings);
  await page.getByRole('button', { name: german.network.summary }).click();
  const wait = page.getByLabel(german.network.retryBase);
  await expect(wait).toHaveValue('0,5');
  await wait.fill('0,50');
  await expect(page.getByText(german.common.unsaved)).toHaveCount(0);
});
