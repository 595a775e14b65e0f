// Catches: something that works with the mouse only.
import { expect, test } from './fixtures.ts';
import {
  answers,
  answerText,
  ask,
  composer,
  conversationNamed,
  modelPicker,
  openConnected,
  openWindow,
  sidebar,
  words,
} from './window.ts';

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

test('Escape in the search beside an answer does not stop it', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await ask(page, 'Count', { model: 'slow' });
  await expect(answerText(page)).toContainText('word-3');
  const search = page.getByRole('searchbox', { name: words.chat.search });
  await search.fill('nothing like it');
  await search.press('Escape');
  await expect(search).toHaveValue('');
  await expect(search).toBeFocused();
  await search.press('Escape');
  await expect(composer(page)).toBeFocused();
  const stop = page.getByRole('button', { name: words.chat.stop, exact: true });
  await expect(stop).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(stop).toBeHidden();
  await expect(composer(page)).toBeFocused();
});

test('Enter while an answer arrives keeps the text and says why', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await ask(page, 'Count', { model: 'slow' });
  await expect(answerText(page)).toContainText('word-3');
  await page.keyboard.type('next');
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.chat.stillAnswering)).toBeVisible();
  await expect(composer(page)).toHaveValue('next');
  await page.keyboard.press('Escape');
  await expect(page.getByText(words.chat.stillAnswering)).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(answers(page)).toHaveCount(2);
  await expect(composer(page)).toHaveValue('');
});

test('conversations are renamed, deleted and brought back', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  for (const title of ['Older', 'Newer']) {
    await page.keyboard.press('Control+N');
    await ask(page, title, { model: 'echo' });
    await expect(answers(page).last()).toContainText(title);
  }
  await conversationNamed(page, 'Newer').focus();
  await page.keyboard.press('ArrowDown');
  await expect(conversationNamed(page, 'Older')).toBeFocused();

  const field = page.getByRole('textbox', { name: words.chat.renameLabel });
  await page.keyboard.press('F2');
  await expect(field).toBeFocused();
  await page.keyboard.type('Oldest');
  await page.keyboard.press('Enter');
  await expect(conversationNamed(page, 'Oldest')).toBeFocused();
  await page.keyboard.press('F2');
  await expect(field).toBeFocused();
  await page.keyboard.type('No');
  await page.keyboard.press('Escape');
  await expect(conversationNamed(page, 'Oldest')).toBeFocused();

  await page.keyboard.press('Delete');
  await expect(conversationNamed(page, 'Newer')).toBeFocused();
  await expect(conversationNamed(page, 'Oldest')).toBeHidden();
  await page.keyboard.press('F6');
  const undo = page.getByRole('button', { name: words.common.undo });
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(undo).toBeFocused({ timeout: 100 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(conversationNamed(page, 'Oldest')).toBeVisible();
  await expect(conversationNamed(page, 'Newer')).toHaveAttribute('aria-current', 'page');
  await expect(page.locator('body'), 'the focus is somewhere').not.toBeFocused();

  await conversationNamed(page, 'Newer').press('Enter');
  await expect(composer(page)).toBeFocused();
});

test('the picker opens, finds, picks and gives the focus back', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  const picker = modelPicker(page);
  await composer(page).press('Tab');
  await expect(picker).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByPlaceholder(words.chat.searchModels)).toBeFocused();
  await page.keyboard.type('echo');
  await expect(page.getByRole('option', { name: 'echo', exact: true })).toHaveAttribute('data-highlighted', '');
  await page.keyboard.press('Enter');
  await expect(picker).toBeFocused();
  await expect(picker).toHaveAccessibleName(/: echo$/);
});
