// Catches: an address on screen that isn't the real one, and a management key that opens nothing or is shown twice.
import { expect, test } from './fixtures.ts';
import { goTo, openWindow, words } from './window.ts';

test('the port room shows the address, and its key opens the management API', async ({ page, host }) => {
  await openWindow(page, host.now);
  await goTo(page, 'port');
  await expect(page.getByText(host.now.address).first()).toBeVisible();

  const providers = `${host.now.address}/api/providers`;
  expect((await fetch(providers)).status).toBe(401);
  await page.getByRole('button', { name: words.port.key.create }).click();
  const key = await page.getByText(/^sy-\S+$/).innerText();
  const answer = await fetch(providers, { headers: { authorization: `Bearer ${key}` } });
  expect([answer.status, await answer.json()]).toEqual([200, []]);

  await page.reload();
  await expect(page.getByRole('button', { name: words.port.key.revoke })).toBeVisible();
  await expect(page.getByText(key)).toHaveCount(0);
  await page.getByRole('button', { name: words.port.key.revoke }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: words.port.key.revoke }).click();
  await expect(page.getByText(words.port.key.none)).toBeVisible();
  expect((await fetch(providers, { headers: { authorization: `Bearer ${key}` } })).status).toBe(401);
});

test('the documentation opens and lists the calls', async ({ page, host }) => {
  await page.goto(`${host.now.address}/api/docs`);
  await expect(page.getByText('/api/providers').first()).toBeVisible();
  const document = (await (await fetch(`${host.now.address}/api/openapi.json`)).json()) as { paths: object };
  expect(Object.keys(document.paths)).toContain('/api/providers');
});
