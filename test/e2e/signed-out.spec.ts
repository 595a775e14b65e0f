// Catches: a page on this machine, or a second user of it, that gets in without the printed address, or with a used one.
import { expect, test } from './fixtures.ts';
import { openWindow, sidebar, words } from './window.ts';

test.use({ expectedErrors: /status of 401/ });

test('without the printed address the window says how to sign in', async ({ page, host }) => {
  await page.goto(host.now.address);
  await expect(page.getByRole('heading', { name: words.app.signedOut.title })).toBeVisible();
  await expect(sidebar(page)).toBeHidden();
});

test('the printed address works once; a new one is printed then', async ({ page, host, browser }) => {
  const used = host.now.signInUrl;
  await openWindow(page, host.now);
  await expect.poll(() => host.now.signInUrl).not.toBe(used);
  expect(page.url(), 'the token is not left in the address').not.toContain('token');

  const stranger = await browser.newPage();
  await stranger.goto(used);
  await expect(stranger.getByRole('heading', { name: words.app.signedOut.title })).toBeVisible();
  // Into the tab as it is: only the fragment changes, and the browser loads nothing by itself.
  await stranger.goto(host.now.signInUrl);
  await expect(sidebar(stranger)).toBeVisible();
  await stranger.context().close();
});

test('a signed-in window stays signed in when the host restarts', async ({ page, host }) => {
  await openWindow(page, host.now);
  // Away from it, so that the page doesn't meet the host while it closes.
  await page.goto('about:blank');
  await host.now.stop();
  await host.startAgain();
  await page.goto(host.now.address);
  await expect(sidebar(page)).toBeVisible();
});
