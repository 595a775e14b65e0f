// Catches: an alias or a rule that does another thing than the window says, an order that is not kept, a way of an answer
// that nobody is told, any of it for the mouse only.
import type { Locator, Page } from '@playwright/test';
import { seriousIssues } from './accessibility.ts';
import { expect, test } from './fixtures.ts';
import { answers, answerText, ask, goTo, openConnected, words } from './window.ts';

const w = words.routing;
const r = words.rules;

async function addModel(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: w.alias.addTarget }).click();
  await page.getByPlaceholder(w.models.search).fill(name);
  await page.getByRole('option', { name, exact: true }).click();
}

const save = (page: Page) => page.getByRole('button', { name: words.common.save }).click();
const targetsOf = (page: Page) =>
  page.getByRole('list', { name: w.alias.targets }).getByRole('listitem').locator('p:first-child').allTextContents();

/** An alias `fast` that begins with a model that fails. */
async function makeAlias(page: Page): Promise<void> {
  await goTo(page, 'routing');
  await page.getByRole('button', { name: w.aliases.empty.fromModels('fast') }).click();
  await expect(page.getByLabel(w.alias.name, { exact: true })).toHaveValue('fast');
  await addModel(page, 'fail-500');
  await page.getByRole('button', { name: w.alias.moveUp('fail-500') }).click();
  await expect(page.getByText(w.alias.moved('fail-500', '1', '2'))).toBeAttached();
  expect(await targetsOf(page)).toEqual(['fail-500', 'steady']);
  await save(page);
  await expect(page.getByRole('heading', { level: 1, name: 'fast' })).toBeVisible();
}

async function addRule(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: r.add }).click();
  await page.getByRole('menuitem', { name }).click();
}

test('an alias answers in the chat, and the way of the answer is told', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await makeAlias(page);
  await expect(page.getByText(`"model": "fast"`, { exact: true })).toBeVisible();
  expect(await seriousIssues(page)).toEqual([]);
  await goTo(page, 'chat');
  await ask(page, 'Hello there', { model: 'fast' });
  await expect(answerText(page)).toBeVisible();
  const route = answers(page)
    .last()
    .getByRole('button', { name: /^Route: via fast/ });
  await expect(route).toBeVisible();
  await expect(answers(page).last()).toContainText('steady');
  await route.click();
  const way = page.getByRole('dialog', { name: words.route.timeline.title });
  // The provider's own retries are tries as well.
  await expect(way.getByRole('listitem').nth(1)).toBeVisible();
  await expect(way.getByRole('listitem').first()).toContainText('fail-500');
  await expect(way.getByRole('listitem').last()).toContainText(words.route.timeline.outcomes.answered);
  expect(await seriousIssues(page)).toEqual([]);
  await page.keyboard.press('Escape');
  // Who asked for a name goes on asking for it, also after the window was loaded again.
  await page.reload();
  await expect(page.getByRole('combobox', { name: `${words.chat.model}: fast` })).toBeVisible();
});

test('what is typed of an alias is checked, kept, and saved in its order', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await makeAlias(page);
  const name = page.getByLabel(w.alias.name, { exact: true });
  await name.fill('two words');
  await expect(page.getByText(w.alias.nameErrors.letters)).toBeVisible();
  await name.fill('auto');
  await expect(page.getByText(w.alias.nameErrors.builtIn)).toBeVisible();
  await name.fill('quick');
  // By the keyboard, from anywhere in the row.
  await page.getByRole('switch', { name: w.alias.inUse('fail-500') }).press('Alt+ArrowDown');
  expect(await targetsOf(page)).toEqual(['steady', 'fail-500']);
  await addModel(page, 'slow');
  // By the mouse: the last one to the top.
  const grips = page.locator('[data-grip]');
  const [from, to] = await Promise.all([grips.last().boundingBox(), grips.first().boundingBox()]);
  if (!from || !to) throw new Error('The grips are not on the screen.');
  await page.mouse.move(from.x + 5, from.y + 5);
  await page.mouse.down();
  await page.mouse.move(to.x + 5, to.y - 20, { steps: 6 });
  await page.mouse.up();
  expect(await targetsOf(page)).toEqual(['slow', 'steady', 'fail-500']);
  await page.getByRole('button', { name: w.alias.back }).click();
  await expect(page.getByText(words.common.unsaved)).toBeVisible();
  await page.getByRole('button', { name: 'fast', exact: true }).click();
  await expect(name).toHaveValue('quick');
  await page.getByRole('radio', { name: new RegExp(w.strategies.weighted.name) }).click();
  await page.getByLabel(w.alias.weightOf('slow')).fill('2');
  await expect(page.getByText(w.alias.share('50%'))).toBeVisible();
  await page.getByRole('button', { name: w.alias.more }).click();
  await page.getByLabel(w.alias.cacheFor).fill('0,5');
  await save(page);
  await expect(page.getByLabel(w.alias.cacheFor)).toBeFocused();
  await page.getByLabel(w.alias.cacheFor).fill('60');
  expect(await seriousIssues(page)).toEqual([]);
  await save(page);
  await expect(page.getByRole('heading', { level: 1, name: 'quick' })).toBeVisible();
  await page.reload();
  await expect(name).toHaveValue('quick');
  await expect(page.getByLabel(w.alias.weightOf('slow'))).toHaveValue('2');
  expect(await targetsOf(page)).toEqual(['slow', 'steady', 'fail-500']);
});

test('rules are read aloud, put in order, and tried out', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await makeAlias(page);
  await page.getByRole('button', { name: w.alias.back }).click();
  await page.getByRole('tab', { name: w.parts.rules }).click();
  await addRule(page, r.starter.personal);
  await save(page);
  await addRule(page, r.blank);
  await expect(page.getByLabel(r.name, { exact: true })).toBeFocused();
  await page.keyboard.type('To the alias');
  await save(page);
  await expect(page.getByText(r.noAction)).toBeVisible();
  await page.getByRole('button', { name: r.addCondition }).click();
  await page.getByRole('menuitem', { name: r.kinds.text }).click();
  const pattern = page.getByRole('textbox', { name: r.kinds.text });
  await pattern.fill('(');
  await page.getByRole('button', { name: r.addAction }).click();
  await page.getByRole('menuitem', { name: r.actionKinds.alias }).click();
  await page.getByRole('combobox', { name: r.actionKinds.alias }).click();
  await page.getByRole('option', { name: 'fast' }).click();
  await save(page);
  await expect(page.getByText(new RegExp(w.problems['bad-pattern'].title))).toBeVisible();
  await expect(pattern).toBeFocused();
  await pattern.fill('hello|hi');
  expect(await seriousIssues(page)).toEqual([]);
  await save(page);
  const rows = page.getByRole('list', { name: r.list }).getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toContainText('If the text matches “hello|hi”, send it through “fast”.');
  await page.getByRole('button', { name: w.alias.moveUp('To the alias') }).click();
  await expect(rows.first()).toContainText('To the alias');
  await expect(page.getByRole('button', { name: w.alias.moveUp('To the alias') })).toBeFocused();
  expect(await seriousIssues(page)).toEqual([]);
  await page.reload();
  await expect(rows.first()).toContainText('To the alias');

  await page.getByRole('tab', { name: w.parts.try }).click();
  await page.getByRole('combobox', { name: new RegExp(words.route.try.name) }).click();
  await page.getByRole('option', { name: 'steady', exact: true }).click();
  await page.getByLabel(words.route.try.prompt, { exact: true }).fill('hello bob@example.com');
  const region = page.locator('section').filter({ has: page.getByRole('heading', { name: words.route.try.rules }) });
  // What keeps it here is asked behind the rule that sends it away.
  await expect(region.getByText(words.route.try.states.held, { exact: true })).toHaveCount(2);
  await expect(region).toContainText(words.route.try.did(r.actions.isLocalOnly));
  await expect(page.getByText(words.route.try.nobody)).toBeVisible();
  await page.getByLabel(words.route.try.prompt, { exact: true }).fill('hello');
  await expect(region).toContainText(words.route.try.states['did-not-hold']);
  await expect(page.getByRole('heading', { name: words.route.try.goesTo })).toBeVisible();
  await page.getByLabel(words.route.try.prompt, { exact: true }).fill('write to bob@example.com');
  await expect(page.getByText(words.route.try.nobody)).toBeVisible();
  expect(await seriousIssues(page)).toEqual([]);
});

test('what cannot work is said, and an alias that rules lead to is not deleted unawares', async ({
  page,
  host,
  upstream,
}) => {
  await openConnected(page, host.now, upstream);
  await makeAlias(page);
  await page.getByRole('button', { name: w.alias.back }).click();
  await page.getByRole('tab', { name: w.parts.rules }).click();
  await addRule(page, r.starter.summaries);
  await page.getByRole('button', { name: r.removeAction(r.actionKinds.strategy) }).click();
  await page.getByRole('button', { name: r.addAction }).click();
  await page.getByRole('menuitem', { name: r.actionKinds.alias }).click();
  await page.getByRole('combobox', { name: r.actionKinds.alias }).click();
  await page.getByRole('option', { name: 'fast' }).click();
  await save(page);
  const tabs = [w.parts.rules, w.parts.aliases].map((name) => page.getByRole('tab', { name: new RegExp(`^${name}`) }));
  const [tab, aliasTab] = tabs as [Locator, Locator];
  await aliasTab.click();
  // Switched off is not deleted: it is said at both ends.
  await page.getByRole('switch', { name: w.aliases.enabled('fast') }).click();
  await expect(page.getByText(w.problems['switched-off'].title)).toBeVisible();
  for (const one of tabs) await expect(one).toContainText(w.parts.problems);
  await tab.click();
  await expect(page.getByText(w.problems['alias-switched-off'].title)).toBeVisible();
  await aliasTab.click();
  await page.getByRole('button', { name: 'fast', exact: true }).click();
  await expect(page.getByText(w.problems['switched-off'].title)).toBeVisible();
  await page.getByRole('switch', { name: w.aliases.enabled('fast') }).click();
  await expect(page.getByText(w.problems['switched-off'].title)).toHaveCount(0);
  await page.getByRole('button', { name: w.alias.back }).click();
  await page.getByRole('button', { name: w.aliases.actionsFor('fast') }).click();
  await page.getByRole('menuitem', { name: w.aliases.delete }).click();
  const confirm = page.getByRole('alertdialog');
  await expect(confirm).toContainText(r.starter.summaries);
  await confirm.getByRole('button', { name: w.aliases.delete }).click();
  await expect(page.getByText(w.aliases.empty.title)).toBeVisible();
  await expect(tab).toContainText(w.parts.problems);
  await tab.click();
  await expect(page.getByText(w.problems['alias-missing'].title)).toBeVisible();
  // A toast that fades out has less contrast than it had.
  await expect(page.getByText(w.aliases.deleted('fast'))).toHaveCount(0);
  expect(await seriousIssues(page)).toEqual([]);
});
