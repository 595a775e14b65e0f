// Catches: hundreds of models drawn at once or found by mouse only, a model that is off and still offered, what a person
// says about one that does not win or cannot be taken back, changes that nobody is told of or that come back once seen.
import type { Page } from '@playwright/test';
import { seriousIssues } from './accessibility.ts';
import { expect, test } from './fixtures.ts';
import { type ModelEntry, manyModels, openModelServer, priced } from './model-server.ts';
import { fillCompatibleServer, goTo, modelPicker, openPart, openWindow, words } from './window.ts';

const w = words.discovery;

const table = (page: Page) => page.getByRole('table', { name: words.providers.modelList.title });
const rowOf = (page: Page, id: string) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: id, exact: true }) });

async function openModels(page: Page, models: ModelEntry[]) {
  const server = await openModelServer(models);
  await goTo(page, 'providers');
  await page.getByRole('button', { name: words.providers.add }).first().click();
  const dialog = await fillCompatibleServer(page, server);
  await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
  await expect(dialog).toBeHidden();
  await goTo(page, 'providers');
  await page.getByRole('button', { name: 'OpenAI-compatible', exact: true }).click();
  await openPart(page, words.providers.modelList.title);
  await expect(table(page)).toBeVisible();
  return server;
}

test('hundreds of models are found, walked through and switched off with the keyboard', async ({ page, host }) => {
  await openWindow(page, host.now);
  const server = await openModels(page, [{ id: 'plain' }, priced('free-one', '0', '0'), ...manyModels(400)]);
  await expect(table(page)).toHaveAttribute('aria-rowcount', '403');
  expect(await table(page).getByRole('row').count()).toBeLessThan(40);
  await expect(rowOf(page, 'plain')).toContainText(w.unpriced);
  await expect(rowOf(page, 'free-one')).toContainText(w.free);
  await expect(rowOf(page, 'maker-0/model-0')).toContainText('US$2.50');

  await table(page).getByRole('button', { name: 'plain', exact: true }).focus();
  await page.keyboard.press('End');
  await expect(table(page).getByRole('button', { name: 'maker-0/model-399', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  const offer = page.getByRole('switch', { name: w.offer('maker-6/model-398') });
  await expect(offer).toBeFocused();
  await page.keyboard.press('Space');
  await expect(offer).not.toBeChecked();
  await page.keyboard.press('Home');
  await expect(table(page).getByRole('button', { name: 'plain', exact: true })).toBeFocused();

  await page.getByRole('searchbox', { name: words.providers.modelList.search }).fill('model-39');
  await expect(page.getByText(w.countOf('11', '402'))).toBeVisible();
  await page.getByRole('button', { name: w.abilities.audio }).click();
  await expect(page.getByText(w.noneFound)).toBeVisible();
  await page.getByRole('button', { name: w.clear }).click();
  await expect(table(page)).toHaveAttribute('aria-rowcount', '403');
  expect(await seriousIssues(page)).toEqual([]);

  await goTo(page, 'chat');
  await modelPicker(page).click();
  const search = page.getByPlaceholder(words.chat.searchModels);
  await search.fill('model-39');
  await expect(page.getByRole('option', { name: 'maker-5/model-397', exact: true })).toBeVisible();
  await expect(page.getByRole('option', { name: 'maker-6/model-398', exact: true })).toHaveCount(0);
  server.close();
});

test('what a person says about a model wins, and can be taken back', async ({ page, host }) => {
  await openWindow(page, host.now);
  const server = await openModels(page, [priced('one', '0.000001', '0.000002'), { id: 'two' }]);
  await table(page).getByRole('button', { name: 'one', exact: true }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByText(w.sheet.origins.provider).first()).toBeVisible();
  await sheet.getByRole('textbox', { name: w.sheet.rates.input, exact: true }).fill('0.15');
  await sheet.getByRole('textbox', { name: w.sheet.fields.context }).fill('1.5');
  await sheet.getByRole('button', { name: words.common.save }).click();
  await expect(sheet.getByText(w.sheet.positive)).toBeVisible();
  await sheet.getByRole('textbox', { name: w.sheet.fields.context }).fill('9000');
  expect(await seriousIssues(page)).toEqual([]);
  await sheet.getByRole('button', { name: words.common.save }).click();
  await expect(sheet).toBeHidden();
  await expect(rowOf(page, 'one')).toContainText('9k');
  await expect(rowOf(page, 'one')).toContainText('US$0.15');
  await expect(rowOf(page, 'one')).toContainText(w.changed);

  await table(page).getByRole('button', { name: 'one', exact: true }).click();
  await sheet.getByRole('button', { name: w.sheet.reset(w.sheet.fields.context) }).click();
  await expect(sheet.getByRole('textbox', { name: w.sheet.fields.context })).toHaveValue('131072');
  await sheet.getByRole('button', { name: w.sheet.resetAll }).click();
  await expect(sheet.getByRole('textbox', { name: w.sheet.rates.input, exact: true })).toHaveValue('1');
  await page.keyboard.press('Escape');
  await expect(table(page).getByRole('button', { name: 'one', exact: true })).toBeFocused();
  await expect(rowOf(page, 'one')).not.toContainText(w.changed);
  server.close();
});

test('changes are told once, and the schedule is kept', async ({ page, host }) => {
  await openWindow(page, host.now);
  const server = await openModels(page, [priced('dearer', '0.000001', '0.000002'), { id: 'leaves' }]);
  server.models = [priced('dearer', '0.000003', '0.000002'), { id: 'comes' }];
  await page.getByRole('button', { name: words.providers.modelList.refresh }).click();
  const line = page.getByRole('button', { name: /1 new, 1 gone, 1 with another price since/ });
  await line.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('listitem')).toHaveCount(3);
  await expect(dialog).toContainText('US$1.00 input · US$2.00 output → US$3.00 input · US$2.00 output');
  await page.keyboard.press('Escape');
  await expect(line).toBeHidden();
  await page.reload();
  await expect(table(page)).toBeVisible();
  await expect(page.getByRole('button', { name: w.changes.open, exact: true })).toBeVisible();
  await expect(line).toBeHidden();

  await page.getByRole('combobox', { name: w.schedule.label }).click();
  await page.getByRole('option', { name: w.schedule.hours(6) }).click();
  await page.reload();
  await expect(page.getByRole('combobox', { name: w.schedule.label })).toContainText(w.schedule.hours(6));
  server.close();
});
