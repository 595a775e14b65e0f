// Catches: a file that does not arrive whole, a batch that looks still though it runs, results that cannot be had, a refused
// file that does not say what is wrong with it.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { seriousIssues } from './accessibility.ts';
import { openBatchProvider } from './batch-provider.ts';
import { expect, test } from './fixtures.ts';
import { goTo, openConnected, openWindow, words } from './window.ts';

const w = words.batches;

const line = (id: number, model: string): string =>
  JSON.stringify({
    custom_id: `request-${id}`,
    method: 'POST',
    url: '/v1/chat/completions',
    body: { model, messages: [{ role: 'user', content: 'Hello' }] },
  });
const linesOf = (count: number, model: string): string =>
  Array.from({ length: count }, (_, at) => line(at, model)).join('\n');

async function openBatches(page: Page): Promise<void> {
  await goTo(page, 'routing');
  await page.getByRole('tab', { name: words.routing.parts.batches }).click();
}

async function upload(page: Page, name: string, text: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: w.choose }).click();
  await (await chooser).setFiles({ name, mimeType: 'application/jsonl', buffer: Buffer.from(text) });
}

const rowOf = (page: Page, name: string) =>
  page.getByRole('list', { name: w.list }).getByRole('listitem').filter({ hasText: name });

async function saved(page: Page, button: string): Promise<Record<string, unknown>[]> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((one) => JSON.parse(one) as Record<string, unknown>);
}

test('a file is worked through, and what came of it is saved', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await openBatches(page);
  await upload(page, 'mixed.jsonl', `${linesOf(6, 'steady')}\n${line(99, 'fail-401')}`);
  const row = rowOf(page, 'mixed.jsonl');
  await expect(row).toContainText(w.status.completed);
  await expect(row).toContainText(w.counts('7', '7'));
  await expect(row).toContainText(w.failedCount('1'));
  const results = await saved(page, w.results);
  expect(results.map((one) => String(one['custom_id'])).toSorted()).toEqual(
    Array.from({ length: 6 }, (_, at) => `request-${at}`),
  );
  expect((await saved(page, w.errors)).map((one) => one['custom_id'])).toEqual(['request-99']);
  await expect(page.getByText(w.submitted('mixed.jsonl'))).toHaveCount(0);
  expect(await seriousIssues(page)).toEqual([]);

  await page.getByRole('button', { name: w.actionsFor('mixed.jsonl') }).click();
  await page.getByRole('menuitem', { name: w.delete }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: w.delete }).click();
  await expect(row).toHaveCount(0);
});

test('while it runs it is paused, made faster and stopped', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await openBatches(page);
  await upload(page, 'long.jsonl', linesOf(400, 'slow'));
  const row = rowOf(page, 'long.jsonl');
  await expect(row).toContainText(w.status.in_progress);
  await expect(row.getByRole('progressbar', { name: w.progress('long.jsonl') })).toBeVisible();
  const concurrency = row.getByRole('combobox', { name: w.concurrencyOf('long.jsonl') });
  await concurrency.click();
  await page.getByRole('option', { name: w.atOnce('2'), exact: true }).click();
  await page.getByRole('button', { name: w.pauseNamed('long.jsonl') }).click();
  await expect(row).toContainText(w.status.paused);
  await expect(page.getByText(w.submitted('long.jsonl'))).toHaveCount(0);
  expect(await seriousIssues(page)).toEqual([]);
  await page.reload();
  await expect(concurrency).toContainText(w.atOnce('2'));
  await page.getByRole('button', { name: w.resumeNamed('long.jsonl') }).click();
  await expect(row).toContainText(w.status.in_progress);
  await page.getByRole('button', { name: w.actionsFor('long.jsonl') }).click();
  await page.getByRole('menuitem', { name: w.cancel }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: w.cancel }).click();
  await expect(row).toContainText(w.status.cancelled);
});

test('a refused file says what is wrong, line by line', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await openBatches(page);
  const wrong = [line(1, 'steady'), '{"custom_id":', line(1, 'steady')].join('\n');
  // As one drops it from a folder.
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'wrong.jsonl'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, wrong);
  const row = rowOf(page, 'wrong.jsonl');
  await expect(row).toContainText(w.status.failed);
  await expect(row).toContainText(`${w.line('2')}${w.problems.invalid_json_line}`);
  await expect(row).toContainText(`${w.line('3')}${w.problems.duplicate_custom_id}`);
  await expect(page.getByText(w.refused('wrong.jsonl'))).toHaveCount(0);
  expect(await seriousIssues(page)).toEqual([]);
});

test('a file that its provider does for less is offered, given to it, and comes back', async ({ page, host }) => {
  const provider = await openBatchProvider();
  await openWindow(page, host.now);
  await goTo(page, 'providers');
  await page.getByRole('button', { name: words.providers.add }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^OpenAI(?!-)/ }).click();
  await dialog.getByRole('button', { name: words.providers.moreSettings }).click();
  await dialog.getByLabel('Base URL').fill(provider.url);
  await dialog.getByLabel(words.providers.apiKey, { exact: true }).fill('sk-proj-0123456789');
  await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
  await expect(dialog).toBeHidden();
  await openBatches(page);
  await upload(page, 'nightly.jsonl', linesOf(5, 'gpt-4o-mini'));
  const row = rowOf(page, 'nightly.jsonl');
  await expect(row).toContainText(w.status.ready);
  await expect(row).toContainText(w.begin.native('OpenAI', '50%'));
  expect(provider.made).toEqual([]);
  await expect(page.getByText(w.ready('nightly.jsonl'))).toHaveCount(0);
  expect(await seriousIssues(page)).toEqual([]);
  await row.getByRole('button', { name: w.begin.nativeButton('OpenAI') }).click();
  await expect(row).toContainText(w.status.completed);
  await expect(row).toContainText(w.counts('5', '5'));
  await expect(row).toContainText(w.atProvider('OpenAI', '50%'));
  expect(provider.made).toHaveLength(1);
  expect(await saved(page, w.results)).toHaveLength(5);
  provider.close();
});
