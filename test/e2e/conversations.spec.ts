// Catches: titles, deleting and undo that look right on screen and are not what is stored.
import { expect, test } from './fixtures.ts';
import { answers, ask, conversationNamed, openConnected, words } from './window.ts';

test.beforeEach(async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await ask(page, 'First question', { model: 'echo' });
  await expect(answers(page).last()).toContainText('First question');
});

test('a conversation is renamed and keeps its name', async ({ page }) => {
  await conversationNamed(page, 'First question').press('F2');
  await page.getByRole('textbox', { name: words.chat.renameLabel }).fill('Yard talk');
  await page.keyboard.press('Enter');
  await expect(conversationNamed(page, 'Yard talk')).toBeVisible();
  await page.reload();
  await expect(conversationNamed(page, 'Yard talk')).toBeVisible();
});

test('a deleted conversation comes back with undo, and stays away without', async ({ page }) => {
  const entry = conversationNamed(page, 'First question');
  const remove = async () => {
    await entry.hover();
    await page.getByRole('button', { name: words.chat.actionsFor('First question') }).click();
    await page.getByRole('menuitem', { name: words.common.delete }).click();
    await expect(entry).toBeHidden();
  };
  await remove();
  await page.getByRole('button', { name: words.common.undo }).click();
  await expect(entry).toBeVisible();
  await remove();
  await page.reload();
  await expect(page.getByText(words.chat.noConversations)).toBeVisible();
});

test('two conversations keep their own answers and drafts', async ({ page }) => {
  await page.getByRole('button', { name: words.chat.newChat }).first().click();
  await expect(answers(page)).toHaveCount(0);
  await ask(page, 'Second question', { model: 'echo' });
  await expect(answers(page).last()).toContainText('Second question');
  await conversationNamed(page, 'First question').click();
  await expect(answers(page)).toHaveCount(1);
  await expect(answers(page).last()).toContainText('First question');
});
