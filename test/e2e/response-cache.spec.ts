// Catches: figures of the response cache that stay at nothing, and an "Empty it" that empties nothing.
import { expect, test } from './fixtures.ts';
import { answerText, ask, goTo, openConnected, words } from './window.ts';

const w = words.responseCache;

test('what was given again is counted, and what is kept can be emptied', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await goTo(page, 'routing');
  await page.getByRole('button', { name: words.routing.aliases.empty.fromModels('fast') }).click();
  await page.getByRole('button', { name: words.routing.alias.more }).click();
  await page.getByLabel(words.routing.alias.cacheFor).fill('600');
  await page.getByRole('button', { name: words.common.save }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'fast' })).toBeVisible();
  for (const _ of ['asked', 'given again']) {
    await goTo(page, 'chat');
    await page.getByRole('button', { name: words.chat.newChat }).first().click();
    await ask(page, 'The same question', { model: 'fast' });
    await expect(answerText(page)).toBeVisible();
  }
  await goTo(page, 'settings');
  await expect(page.getByText(/^1 answer, \d/)).toBeVisible();
  await expect(page.getByText(w.saved('1', 'US$0.00'))).toBeVisible();
  await page.getByRole('button', { name: w.empty }).click();
  await expect(page.getByText(w.entries('0', '0 bytes'))).toBeVisible();
  await expect(page.getByRole('button', { name: w.empty })).toBeDisabled();
});
