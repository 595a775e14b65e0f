// Catches: missing names and roles, contrast below WCAG AA, broken landmarks; on every screen and in what opens on it, dark and
// light.
import { roomNames } from '../../renderer/app/navigation.ts';
import { catalogueFor } from '../../shared/i18n/index.ts';
import { seriousIssues } from './accessibility.ts';
import { expect, test } from './fixtures.ts';
import {
  answers,
  ask,
  chooseGerman,
  fillCompatibleServer,
  goTo,
  modelPicker,
  openConnected,
  openPart,
  openWindow,
  words,
} from './window.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('empty rooms', async ({ page, host }) => {
      await openWindow(page, host.now);
      for (const room of roomNames) {
        await goTo(page, room);
        await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
        expect.soft(await seriousIssues(page), room).toEqual([]);
      }
    });

    test('rooms with content, dialogs and the palette', async ({ page, host, upstream }) => {
      await openConnected(page, host.now, upstream);
      await ask(page, 'What is a switching yard?', { model: 'steady' });
      await expect(answers(page).last()).toContainText('works, too');
      expect.soft(await seriousIssues(page), 'an answer').toEqual([]);
      await ask(page, 'And now?', { model: 'fail-401' });
      await expect(answers(page).last()).toContainText(words.errors.INVALID_API_KEY.title);
      expect.soft(await seriousIssues(page), 'a failed answer').toEqual([]);
      await goTo(page, 'providers');
      expect.soft(await seriousIssues(page), 'providers').toEqual([]);
      await page.getByRole('button', { name: words.providers.add }).first().click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect.soft(await seriousIssues(page), 'add a provider').toEqual([]);
      const dialog = await fillCompatibleServer(page, { url: 'ftp://127.0.0.1' });
      await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
      await expect(dialog.getByText(words.providers.reasons['scheme'] ?? '')).toBeVisible();
      expect.soft(await seriousIssues(page), 'a wrong field').toEqual([]);
      await dialog.getByLabel('Base URL').fill('http://127.0.0.1:9');
      await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
      await dialog.getByText(words.common.details).click();
      expect.soft(await seriousIssues(page), 'a failed test').toEqual([]);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
      await page.getByRole('button', { name: /^Actions for/ }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      expect.soft(await seriousIssues(page), 'a menu').toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'OpenAI-compatible', exact: true }).click();
      expect.soft(await seriousIssues(page), 'the overview of a provider').toEqual([]);
      await openPart(page, words.providers.settings);
      await page.getByLabel(words.providers.name, { exact: true }).fill('Other');
      await expect(page.getByText(words.common.unsaved)).toBeVisible();
      expect.soft(await seriousIssues(page), 'a provider').toEqual([]);
      await goTo(page, 'chat');
      await modelPicker(page).click();
      await expect(page.getByRole('listbox')).toBeVisible();
      expect.soft(await seriousIssues(page), 'the model picker').toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+K');
      await expect(page.getByRole('dialog', { name: words.palette.title })).toBeVisible();
      expect.soft(await seriousIssues(page), 'palette').toEqual([]);
    });

    test('rooms in German', async ({ page, host, upstream }) => {
      const german = catalogueFor('de');
      await openConnected(page, host.now, upstream);
      await chooseGerman(page);
      for (const room of roomNames) {
        await page.getByRole('link', { name: german.nav[room], exact: true }).click();
        await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
        expect.soft(await seriousIssues(page), room).toEqual([]);
      }
    });

    test.describe('signed out', () => {
      test.use({ expectedErrors: /status of 401/ });

      test('the way in', async ({ page, host }) => {
        await page.goto(host.now.address);
        await expect(page.getByRole('heading', { name: words.app.signedOut.title })).toBeVisible();
        expect(await seriousIssues(page)).toEqual([]);
      });
    });
  });
}
