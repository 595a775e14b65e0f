// Catches: a sign-in that nobody can finish, that adds a provider nobody signed in to, or cannot be done again.
import { type FakeGitHub, startFakeGitHub } from './fake-github.ts';
import { expect, test } from './fixtures.ts';
import { goTo, openWindow, words } from './window.ts';

let github: FakeGitHub;

test.use({
  hostEnvironment: async ({}, use) => {
    github = await startFakeGitHub();
    await use(github.environment);
    await github.close();
  },
});

test('signs in with a code, and once more when the sign-in was taken back', async ({ page, host }) => {
  await openWindow(page, host.now);
  await goTo(page, 'providers');
  await page.getByRole('button', { name: words.providers.add }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /GitHub Copilot/ }).click();
  await dialog.getByRole('button', { name: words.signIn.start }).click();
  await expect(dialog.getByText('ABCD-0001')).toBeVisible();
  await expect(dialog.getByRole('link', { name: words.signIn.open('github.com') })).toHaveAttribute(
    'href',
    'https://github.com/login/device',
  );
  await expect(dialog.getByText(words.signIn.waiting)).toBeVisible();
  github.answer = 'done';
  await expect(dialog).toBeHidden();

  await goTo(page, 'providers');
  await page.getByRole('button', { name: 'GitHub Copilot', exact: true }).click();
  await expect(page.getByRole('main').getByText(words.signIn.state.ready, { exact: true })).toBeVisible();
  await expect(page.getByText('gho_e2e-0123456789')).toHaveCount(0);

  github.isKnown = false;
  await page.getByRole('button', { name: words.providers.test.run, exact: true }).click();
  await expect(page.getByText(words.signIn.state.refused, { exact: true })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText(words.connectionTest.remedies['sign-in-ended']?.('') ?? '');
  github.answer = 'pending';
  await page.getByRole('button', { name: words.signIn.again }).click();
  const again = page.getByRole('dialog', { name: words.signIn.dialogTitle('GitHub Copilot') });
  await expect(again.getByText('ABCD-0002')).toBeVisible();
  github.isKnown = true;
  github.answer = 'done';
  await expect(again).toBeHidden();
  await expect(page.getByRole('main').getByText(words.signIn.state.ready, { exact: true })).toBeVisible();
  await expect(page.getByText(words.connectionTest.steps.secure)).toBeVisible();
});

test('a sign-in that is turned down says so and starts again; one that is given up adds nothing', async ({
  page,
  host,
}) => {
  await openWindow(page, host.now);
  await goTo(page, 'providers');
  await page.getByRole('button', { name: words.providers.add }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /GitHub Copilot/ }).click();
  github.answer = 'access_denied';
  await dialog.getByRole('button', { name: words.signIn.start }).press('Enter');
  await expect(dialog.getByText(words.signIn.reasons['CANCELLED'] ?? '')).toBeVisible();
  github.answer = 'pending';
  await dialog.getByRole('button', { name: words.signIn.restart }).click();
  await expect(dialog.getByText('ABCD-0002')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  github.answer = 'done';
  await page.reload();
  await expect(page.getByText(words.providers.empty.title)).toBeVisible();
});
