// Catches: a model file that nobody can find, load or talk to; an estimate that stands still; a broken file without a reason;
// settings that are lost; and new screens that a screen reader cannot read.
import { copyFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { catalogueFor } from '../../shared/i18n/index.ts';
import { testModel } from '../helpers/models/test-model.ts';
import { seriousIssues } from './accessibility.ts';
import { expect, test } from './fixtures.ts';
import { answers, answerText, ask, chooseGerman, composer, goTo, modelPicker, openWindow, words } from './window.ts';

const model = 'Tiny-Talker-Instruct-F32';
const name = 'tiny-talker-instruct-f32';
const m = words.models;
const sentence = 'Hello! I am a tiny hand-made model, and this sentence is always the same.';

// The first load of a file is tried in a process of its own, on a machine that may be busy.
test.setTimeout(120_000);
const slowly = { timeout: 60_000 };

const addTalker = async (home: string): Promise<void> =>
  copyFileSync(await testModel('talker'), join(home, 'models', `${model}.gguf`));

/** Written a while ago: a new file that is not whole counts as one that is still being copied. */
function addBroken(home: string): void {
  const path = join(home, 'models', 'broken-7b.gguf');
  writeFileSync(path, '<html>Not found</html>');
  utimesSync(path, 0, Date.now() / 1000 - 60);
}

const button = (page: Page, label: string) => page.getByRole('button', { name: label, exact: true });
const rows = (page: Page) => page.getByRole('list', { name: m.list }).getByRole('listitem');
const memory = (page: Page) => page.getByRole('dialog').getByRole('region', { name: m.sheet.estimate.title });

test('a file in the folder is found, loaded with other settings, answers and is unloaded', async ({
  page,
  host,
  home,
}) => {
  await openWindow(page, host.now);
  await goTo(page, 'models');
  await expect(page.getByText(m.empty.title)).toBeVisible();
  // It appears by itself, while somebody looks on.
  await addTalker(home);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('8,192 tokens');

  await button(page, model).click();
  await expect(page).toHaveURL(new RegExp(`#/models/${name}$`));
  await button(page, m.settings).click();
  await expect(memory(page)).toContainText(m.sheet.estimate.verdicts.fits.title);
  await expect(memory(page)).toContainText('8,192 tokens');
  const cache = memory(page).getByRole('listitem').filter({ hasText: m.sheet.estimate.cache });
  const before = await cache.innerText();
  await page.getByRole('textbox', { name: m.sheet.fields.contextSize.label }).fill('1024');
  await expect(memory(page)).toContainText('1,024 tokens');
  expect(await cache.innerText()).not.toBe(before);
  await page.getByRole('textbox', { name: m.sheet.fields.slots.label }).fill('0');
  await expect(page.getByText(words.common.wholeNumber(1, 64))).toBeVisible();
  await expect(button(page, m.sheet.load)).toBeDisabled();
  await page.getByRole('textbox', { name: m.sheet.fields.slots.label }).fill('2');
  await button(page, m.sheet.load).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expect(button(page, m.unloadNamed(model))).toBeVisible(slowly);
  await expect(page.getByText(m.page.contextOf('1,024', '2'))).toBeVisible();

  await button(page, m.chat).click();
  await expect(modelPicker(page)).toContainText(model);
  await ask(page, 'hello');
  await expect(answerText(page)).toHaveText(sentence);
  await expect(answers(page).last()).toContainText(name);
  await expect(answers(page).last()).toContainText('14 tokens');

  await goTo(page, 'models');
  await button(page, m.unloadNamed(model)).click();
  await expect(button(page, m.loadNamed(model))).toBeVisible();
  // The choice is kept for the next load.
  await page.reload();
  await button(page, m.actionsFor(model)).click();
  await page.getByRole('menuitem', { name: m.settings }).click();
  await expect(page.getByRole('textbox', { name: m.sheet.fields.contextSize.label })).toHaveValue('1024');
});

test('a fresh start with a model file leads to an answer without any provider', async ({ page, host, home }) => {
  await addTalker(home);
  await openWindow(page, host.now);
  await expect(composer(page)).toBeFocused();
  await ask(page, 'hello');
  await expect(answers(page).getByRole('progressbar')).toContainText(m.loadingModel(model, '').trim());
  await expect(answerText(page)).toHaveText(sentence, slowly);
});

test('the model in the picker says how it stands, and is found by a short name', async ({ page, host, home }) => {
  await addTalker(home);
  await openWindow(page, host.now);
  await modelPicker(page).click();
  await expect(page.getByText(words.chat.onThisComputer, { exact: true })).toBeVisible();
  await page.getByPlaceholder(words.chat.searchModels).fill('talker_tiny');
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(page.getByRole('option')).toContainText(m.state['on-disk']);
  expect.soft(await seriousIssues(page)).toEqual([]);
});

test('a load can be stopped, and the keyboard keeps its place', async ({ page, host, home }) => {
  await addTalker(home);
  await openWindow(page, host.now);
  await goTo(page, 'models');
  await button(page, m.loadNamed(model)).press('Enter');
  const stop = button(page, m.stopLoading(model));
  await expect(stop).toBeFocused();
  await stop.press('Enter');
  await expect(button(page, m.loadNamed(model))).toBeFocused(slowly);
  await expect(rows(page)).toContainText(m.state['on-disk']);
});

test('a broken file says what is wrong with it, and the others stay', async ({ page, host, home }) => {
  await addTalker(home);
  addBroken(home);
  await openWindow(page, host.now);
  await goTo(page, 'models');
  const broken = rows(page).filter({ hasText: 'broken-7b' });
  await expect(broken).toContainText(words.errors.MODEL_FILE_INVALID.title, slowly);
  await expect(button(page, m.loadNamed('broken-7b'))).toBeDisabled();
  await button(page, 'broken-7b').click();
  await expect(page.getByRole('alert')).toContainText(words.errors.MODEL_FILE_INVALID.remedy);
  await button(page, m.back).click();
  await expect(button(page, m.loadNamed(model))).toBeEnabled();
});

test('load settings are kept under a name, and deleted ones come back', async ({ page, host, home }) => {
  await addTalker(home);
  await openWindow(page, host.now);
  await goTo(page, 'models');
  await button(page, m.actionsFor(model)).click();
  await page.getByRole('menuitem', { name: m.settings }).click();
  const context = page.getByRole('textbox', { name: m.sheet.fields.contextSize.label });
  await context.fill('2048');
  await button(page, m.sheet.savePreset).click();
  await page.getByRole('textbox', { name: m.sheet.presetName }).fill('Small');
  await page.getByRole('textbox', { name: m.sheet.presetName }).press('Enter');
  const preset = page.getByRole('combobox', { name: m.sheet.preset });
  await expect(preset).toHaveText('Small');
  await button(page, m.sheet.reset).click();
  await expect(context).toHaveValue('');
  await preset.click();
  await page.getByRole('option', { name: 'Small' }).click();
  await expect(context).toHaveValue('2048');
  await button(page, m.sheet.deletePreset('Small')).click();
  await expect(preset).toHaveText(m.sheet.ownSettings);
  await button(page, words.common.undo).click();
  await expect(preset).toHaveText('Small');
});

test('a quantised cache without flash attention is told at the field', async ({ page, host, home }) => {
  await addTalker(home);
  await openWindow(page, host.now);
  await goTo(page, 'models');
  await button(page, model).click();
  await button(page, m.settings).click();
  await page.getByRole('dialog').getByText(m.sheet.more).click();
  const pick = async (field: 'flashAttention' | 'cacheValueType', option: string): Promise<void> => {
    await page.getByRole('combobox', { name: m.sheet.fields[field].label }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  await pick('cacheValueType', 'Q8_0');
  await pick('flashAttention', m.sheet.flash.off);
  await expect(page.getByText(m.sheet.faults.needsFlashAttention)).toBeVisible();
  await expect(button(page, m.sheet.save)).toBeDisabled();
  await pick('flashAttention', m.sheet.flash.on);
  await expect(page.getByText(m.sheet.faults.needsFlashAttention)).toBeHidden();
  await button(page, m.sheet.save).click();
  await expect(page.getByRole('dialog', { name: m.sheet.title(model) })).toBeHidden();
});

test('folders are added and taken off the list', async ({ page, host, home }) => {
  await openWindow(page, host.now);
  await goTo(page, 'models');
  await button(page, m.folders.add).click();
  const path = page.getByRole('textbox', { name: m.folders.path });
  await path.fill('models');
  await path.press('Enter');
  await expect(page.getByText(m.folders.notAbsolute)).toBeVisible();
  const folder = join(home, 'more');
  await path.fill(folder);
  await path.press('Enter');
  await expect(page.getByRole('dialog', { name: m.folders.addTitle })).toBeHidden();
  await expect(page.getByText(folder, { exact: true })).toBeVisible();
  await button(page, m.folders.remove(folder)).click();
  await expect(page.getByText(folder, { exact: true })).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const language of ['en', 'de'] as const) {
      test(`the screens can be read, in ${language}`, async ({ page, host, home }) => {
        const t = catalogueFor(language).models;
        await addTalker(home);
        addBroken(home);
        await openWindow(page, host.now);
        if (language === 'de') await chooseGerman(page);
        await page.getByRole('link', { name: t.title, exact: true }).click();
        await expect(button(page, t.loadNamed(model))).toBeVisible();
        await expect(page.getByText(t.state.failed)).toBeVisible(slowly);
        expect.soft(await seriousIssues(page), 'the list').toEqual([]);
        await button(page, model).click();
        expect.soft(await seriousIssues(page), 'one model').toEqual([]);
        await button(page, t.settings).click();
        const sheet = page.getByRole('dialog');
        await expect(sheet).toContainText(t.sheet.estimate.verdicts.fits.title);
        await sheet.getByText(t.sheet.more).click();
        expect.soft(await seriousIssues(page), 'load settings').toEqual([]);
        await page.keyboard.press('Escape');
        await button(page, t.back).click();
        await button(page, 'broken-7b').click();
        await expect(page.getByRole('alert')).toBeVisible();
        expect.soft(await seriousIssues(page), 'a broken model').toEqual([]);
        await button(page, t.back).click();
        await button(page, t.folders.add).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        expect.soft(await seriousIssues(page), 'add a folder').toEqual([]);
      });
    }
  });
}
