// Catches: a simulation that leaves out what is typed but not saved, switches that change what is stored, numbers that
// only eyes can read.
import type { Page } from '@playwright/test';
import { seriousIssues } from './accessibility.ts';
import { expect, test } from './fixtures.ts';
import { answers, ask, goTo, openConnected, openWindow, words } from './window.ts';

const w = words.simulate;
const r = words.rules;

const openPart = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
const run = (page: Page) => page.getByRole('button', { name: w.run, exact: true }).click();
const fact = (page: Page, name: string) =>
  page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: w.changes }) })
    .getByText(name)
    .locator('..');
const cells = async (page: Page, name: string) => {
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  return (await row.getByRole('cell').allTextContents()).slice(0, 2);
};

/** A rule that sends all to the model that works; not saved. */
async function typeRule(page: Page): Promise<void> {
  await openPart(page, words.routing.parts.rules);
  await page.getByRole('button', { name: r.add }).click();
  await page.getByRole('menuitem', { name: r.blank }).click();
  await page.getByLabel(r.name, { exact: true }).fill('All to steady');
  await page.getByRole('button', { name: r.addAction }).click();
  await page.getByRole('menuitem', { name: r.actionKinds.target }).click();
  await page.getByRole('combobox', { name: r.actionKinds.target }).click();
  await page.getByPlaceholder(words.routing.models.search).fill('steady');
  await page.getByRole('option', { name: 'steady', exact: true }).click();
}

test('without a request there is nothing to go through, and it says so', async ({ page, host }) => {
  await openWindow(page, host.now);
  await goTo(page, 'routing');
  await openPart(page, words.routing.parts.simulate);
  await run(page);
  await expect(page.getByRole('heading', { name: w.empty.title('7') })).toBeVisible();
  await page.getByLabel(w.days).fill('91');
  await expect(page.getByText(words.common.wholeNumber(1, 90))).toBeVisible();
  await expect(page.getByRole('button', { name: w.run, exact: true })).toBeDisabled();
  await page.getByLabel(w.days).fill('1');
  await page.getByLabel(w.days).press('Enter');
  await expect(page.getByRole('heading', { name: w.empty.title('1') })).toBeVisible();
  expect(await seriousIssues(page)).toEqual([]);
});

test('what is typed is tried on what was asked, and a switch takes it out again', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await ask(page, 'Hello', { model: 'steady' });
  await expect(answers(page).last()).toContainText('works, too');
  await ask(page, 'And you?', { model: 'fail-401' });
  await expect(answers(page).last()).toContainText(words.errors.INVALID_API_KEY.title);
  await goTo(page, 'routing');
  await typeRule(page);
  await page.getByRole('button', { name: r.back }).click();
  await openPart(page, words.routing.parts.simulate);
  await expect(page.getByText(w.as.new)).toBeVisible();
  await run(page);
  await expect(fact(page, w.another)).toContainText(w.anotherOf('1', '2', '50%'));
  await expect(fact(page, w.failures)).toContainText(w.failuresOf('1', '0'));
  expect(await cells(page, w.measures.failures)).toEqual(['1', '0']);
  expect(await seriousIssues(page)).toEqual([]);

  await page.getByRole('switch', { name: w.whatIf('All to steady') }).click();
  await expect(page.getByText(w.switched.off)).toBeVisible();
  // The old result stays until there is a new one.
  await expect(page.getByText(w.old)).toBeVisible();
  await run(page);
  await expect(fact(page, w.another)).toContainText(w.none);
  expect(await cells(page, w.measures.failures)).toEqual(['1', '1']);

  // Nothing of it was stored.
  await page.reload();
  await openPart(page, words.routing.parts.rules);
  await expect(page.getByText(r.empty.title)).toBeVisible();
});
