// Catches: something that works with the mouse only.
import { expect, test } from './fixtures.ts';
import { answers, answerText, ask, composer, openConnected, openWindow, sidebar, words } from './window.ts';

test('the palette reaches a room and the theme', async ({ page, host }) => {
  await openWindow(page, host.now);
  await page.keyboard.press('Control+K');
  const palette = page.getByRole('dialog', { name: words.palette.title });
  await expect(palette.getByRole('option').first()).toBeVisible();
  await page.keyboard.type('settings');
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(page.getByRole('heading', { name: words.settings.title, level: 1 })).toBeVisible();

  await page.keyboard.press('Control+K');
  await expect(palette.getByRole('option').first()).toBeVisible();
  await page.keyboard.type('theme dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.keyboard.press('Control+K');
  await expect(palette).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
});

test('rooms have numbers', async ({ page, host }) => {
  await openWindow(page, host.now);
  await page.keyboard.press('Control+3');
  await expect(sidebar(page).getByRole('link', { name: words.nav.providers })).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('Control+1');
  await expect(sidebar(page).getByRole('link', { name: words.nav.chat })).toHaveAttribute('aria-current', 'page');
});

test('Shift+Enter makes a line, Enter sends, Escape stops', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await ask(page, 'Count', { model: 'slow' });
  await expect(answerText(page)).toContainText('word-3');
  await composer(page).focus();
  await page.keyboard.press('Escape');
  await expect(answers(page).last()).toContainText(words.chat.stopped);
  await page.keyboard.type('one');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('two');
  await expect(composer(page)).toHaveValue('one\ntwo');
  await page.keyboard.press('Enter');
  await expect(composer(page)).toHaveValue('');
  await expect(answers(page)).toHaveCount(2);
});
