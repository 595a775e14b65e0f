// Catches: missing names and roles, contrast below WCAG AA, broken landmarks; on every screen, dark and light.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { roomNames } from '../../renderer/app/navigation.ts';
import { expect, test } from './fixtures.ts';
import { answers, ask, goTo, openConnected, openWindow, words } from './window.ts';

/** What is still fading in has less contrast than it will have. */
const settle = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    return Promise.allSettled(ending.map(({ finished }) => finished));
  });

async function seriousIssues(page: Page): Promise<string[]> {
  await settle(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => `  ${html}`).join('\n')}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('empty rooms', async ({ page, host }) => {
      await openWindow(page, host.now);
      for (const room of roomNames) {
        await goTo(page, room);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
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
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+K');
      await expect(page.getByRole('dialog', { name: words.palette.title })).toBeVisible();
      expect.soft(await seriousIssues(page), 'palette').toEqual([]);
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
