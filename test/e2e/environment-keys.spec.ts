// Catches: a key that is on this computer already and has to be looked for, or is offered again and again.
import { seriousIssues } from './accessibility.ts';
import { expect, test } from './fixtures.ts';
import { goTo, openWindow, words } from './window.ts';

// Nothing leaves this computer: the vendor is reached through a proxy that is not there.
test.use({
  hostEnvironment: { DEEPSEEK_API_KEY: 'sk-0123456789abcdef0123456789abcd42', HTTPS_PROXY: 'http://127.0.0.1:9' },
});

test('a key in the environment becomes a provider with one click', async ({ page, host }) => {
  await openWindow(page, host.now);
  await goTo(page, 'providers');
  const found = page.locator('section').filter({ hasText: words.providers.environmentKeys.title });
  await expect(found).toContainText('DEEPSEEK_API_KEY · sk-…cd42');
  expect(await seriousIssues(page)).toEqual([]);
  await page.getByRole('button', { name: words.providers.environmentKeys.addNamed('DeepSeek') }).click();
  await expect(
    page
      .getByRole('link', { name: /DeepSeek/ })
      .or(page.getByRole('button', { name: /^DeepSeek/ }))
      .first(),
  ).toBeVisible();
  await expect(page.getByText('DEEPSEEK_API_KEY')).toBeHidden();
  await page.reload();
  await expect(page.getByText('DEEPSEEK_API_KEY')).toBeHidden();
});
