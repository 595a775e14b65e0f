// Catches: a chat that is to stay here and leaves all the same, or says nowhere that it stays; a broken answer that cannot
// be gone on with, loses its words, hides who went on, or jumps when it ends.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { testModel } from '../helpers/models/test-model.ts';
import { partialAnswer } from '../helpers/upstream-behaviours.ts';
import { seriousIssues } from './accessibility.ts';
import { expect, test } from './fixtures.ts';
import { answers, ask, chooseModel, composer, conversationNamed, modelPicker, openConnected, words } from './window.ts';

// The first load of a model file is tried in a process of its own, on a machine that may be busy.
test.setTimeout(120_000);

const { localOnly, continue: going } = words.chat;
const toggle = (page: Page) => page.getByRole('button', { name: localOnly.label });
const last = (page: Page) => answers(page).last();
const button = (page: Page, name: string) => last(page).getByRole('button', { name, exact: true });

async function continueWith(page: Page, model: string): Promise<void> {
  await last(page).getByRole('combobox', { name: going.other }).click();
  await page.getByPlaceholder(words.chat.searchModels).fill(model);
  await page.getByRole('option', { name: model, exact: true }).click();
}

test('a chat that stays on this computer asks nobody else, before and after a reload', async ({
  page,
  host,
  home,
  upstream,
}) => {
  await openConnected(page, host.now, upstream);
  await chooseModel(page, 'steady');
  await composer(page).press('Shift+Tab');
  // By keyboard, from the box: the model, then the switch.
  await composer(page).press('Tab');
  await page.keyboard.press('Tab');
  await expect(toggle(page)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(toggle(page)).toHaveAttribute('aria-pressed', 'true');
  await expect(toggle(page)).toContainText(localOnly.label);
  await expect(modelPicker(page)).toContainText(words.chat.chooseModel);
  await modelPicker(page).click();
  await expect(page.getByRole('option', { name: 'steady', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByText(localOnly.elsewhere)).toBeVisible();
  await page.getByRole('option', { name: 'steady', exact: true }).click({ force: true });
  await page.keyboard.press('Escape');
  await expect(modelPicker(page)).toContainText(words.chat.chooseModel);
  await composer(page).fill('A secret');
  await composer(page).press('Enter');
  await expect(page.getByText(localOnly.none)).toBeVisible();
  const asked = upstream.requests.filter(({ method }) => method === 'POST').length;
  await page.reload();
  await expect(toggle(page)).toHaveAttribute('aria-pressed', 'true');
  await expect(composer(page)).toHaveValue('A secret');

  copyFileSync(await testModel('talker'), join(home, 'models', 'Tiny-Talker-Instruct-F32.gguf'));
  await expect(modelPicker(page)).toContainText('Tiny-Talker-Instruct-F32');
  await composer(page).press('Enter');
  await expect(last(page)).toContainText('Hello! I am a tiny hand-made model', { timeout: 60_000 });
  await expect(toggle(page)).toHaveAttribute('aria-pressed', 'true');
  expect(await seriousIssues(page)).toEqual([]);

  await page.reload();
  await expect(toggle(page)).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: words.chat.newChat }).first().click();
  await expect(toggle(page)).toHaveAttribute('aria-pressed', 'false');
  await conversationNamed(page, 'A secret').click();
  await expect(toggle(page)).toHaveAttribute('aria-pressed', 'true');
  expect(upstream.requests.filter(({ method }) => method === 'POST')).toHaveLength(asked);
  await toggle(page).click();
  await expect(toggle(page)).toHaveAttribute('aria-pressed', 'false');
  await ask(page, 'No secret', { model: 'echo' });
  await expect(last(page)).toContainText('No secret');
});

test('a broken answer is gone on with elsewhere, with the seam in sight', async ({ page, host, upstream, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openConnected(page, host.now, upstream);
  await ask(page, 'Go', { model: 'cut' });
  await expect(last(page)).toContainText(words.errors.STREAM_INTERRUPTED.title);

  // A try that fails takes nothing away.
  await continueWith(page, 'fail-500');
  await expect(last(page)).toContainText(words.errors.STREAM_INTERRUPTED.title);
  await expect(last(page).getByRole('alert')).toContainText(words.errors.PROVIDER_UNHEALTHY.title);
  await expect(last(page)).toContainText(partialAnswer);
  await expect(last(page).getByText(going.by('fail-500'))).toHaveCount(0);

  await continueWith(page, 'slow');
  const seam = last(page).getByText(going.by('slow'), { exact: true });
  await expect(last(page)).toContainText('word-3');
  const before = await seam.boundingBox();
  await page.reload();
  await expect(last(page)).toContainText('word-9');
  await page.getByRole('button', { name: words.chat.stop, exact: true }).click();
  await expect(last(page)).toContainText(words.chat.stopped);
  const after = await seam.boundingBox();
  expect(after?.x).toBe(before?.x);
  await expect(last(page).getByRole('paragraph').first()).toHaveText(partialAnswer);

  await continueWith(page, 'steady');
  await expect(last(page).getByRole('heading', { name: 'Switching yards' })).toBeVisible();
  await expect(last(page)).toHaveAttribute('aria-busy', 'false');
  await expect(seam).toBeVisible();
  await expect(last(page).getByText(going.by('steady'), { exact: true })).toBeVisible();
  await expect(button(page, going.same)).toHaveCount(0);
  await button(page, words.chat.copyAnswer).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.startsWith(`${partialAnswer}word-1 word-2`)).toBe(true);
  expect(copied).not.toContain(going.by('slow'));
  expect(await seriousIssues(page)).toEqual([]);

  // The next question goes to who went on.
  await expect(modelPicker(page)).toContainText('steady');
});

test('an answer that was stopped is gone on with by the same model', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await ask(page, 'Go', { model: 'slow' });
  await expect(last(page)).toContainText('word-3');
  await page.getByRole('button', { name: words.chat.stop, exact: true }).click();
  await button(page, going.same).click();
  await expect(last(page).getByText(going.by('slow'), { exact: true })).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(last(page)).toContainText(words.chat.stopped);
  await ask(page, 'More', { model: 'echo' });
  await expect(answers(page)).toHaveCount(2);
  await expect(answers(page).first().getByRole('button', { name: going.same })).toHaveCount(0);
});
