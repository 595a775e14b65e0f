// Catches: a provider that fails and nobody is told, an incident that cannot be ended, a board for the mouse only, a webhook
// that looks fine and reaches nobody, a vote that is forgotten.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { type KeyedUpstream, startKeyedUpstream } from '../helpers/keyed-upstream.ts';
import { seriousIssues } from './accessibility.ts';
import { test as base, expect } from './fixtures.ts';
import type { HostProcess } from './host-process.ts';
import { answers, answerText, ask, fillCompatibleServer, goTo, openConnected, openWindow, words } from './window.ts';

const w = words.health;
const key = 'sk-switch-0123456789';
const name = 'Switched server';

/** An upstream that does as it is told, from one check to the next. */
const test = base.extend<{ server: KeyedUpstream }>({
  server: async ({}, use) => {
    const server = await startKeyedUpstream({ [key]: {} });
    await use(server);
    server.close();
  },
});

async function openBoard(page: Page, host: HostProcess, { url }: KeyedUpstream): Promise<void> {
  await openWindow(page, host);
  await goTo(page, 'routing');
  await page.getByRole('tab', { name: words.routing.parts.health }).click();
  await expect(page.getByText(w.board.empty.title)).toBeVisible();
  await page.getByRole('button', { name: w.board.empty.add }).click();
  const dialog = await fillCompatibleServer(page, { url });
  await dialog.getByLabel(words.providers.name, { exact: true }).fill(name);
  await dialog.getByLabel(words.providers.apiKey).fill(key);
  await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
  await expect(dialog).toBeHidden();
  await goTo(page, 'routing');
  await page.getByRole('tab', { name: words.routing.parts.health }).click();
}

const row = (page: Page) => page.getByRole('table', { name: w.board.title }).getByRole('row').filter({ hasText: name });
const card = (page: Page) => page.getByRole('article', { name });
const section = (page: Page, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title }) });

/** Each check ends before the next begins. */
async function check(page: Page, times: number): Promise<void> {
  const button = page.getByRole('button', { name: w.board.check(name) });
  for (let at = 0; at < times; at++) {
    await button.click();
    await expect(row(page)).not.toContainText(w.board.checking);
    await expect(button).not.toHaveAttribute('aria-busy');
  }
}

test('what fails is told, noted and closed by hand, and recovers', async ({ page, host, server }) => {
  await openBoard(page, host.now, server);
  await check(page, 1);
  await expect(row(page)).toContainText(w.states.Healthy);
  expect(await seriousIssues(page)).toEqual([]);

  server.keys.set(key, { status: 500 });
  await check(page, 1);
  await expect(row(page)).toContainText(w.states.Degraded);
  await expect(card(page)).toHaveCount(0);
  await check(page, 2);
  await expect(row(page)).toContainText(w.states.Unhealthy);
  await expect(section(page, w.incidents.open).getByRole('article', { name })).toContainText(w.incidents.failures('3'));
  await expect(page.getByText(words.notices.titles['incident-opened'](name))).toBeVisible();

  await goTo(page, 'chat');
  await page.getByRole('button', { name: w.notices.openUnread('1') }).press('Enter');
  const list = page.getByRole('dialog', { name: w.notices.title });
  await expect(list.getByText(w.notices.unread, { exact: true })).toBeAttached();
  expect(await seriousIssues(page)).toEqual([]);
  await list.getByRole('button', { name: words.notices.titles['incident-opened'](name) }).press('Enter');
  await expect(list).toBeHidden();
  await expect(card(page)).toBeFocused();
  await expect(page.getByRole('button', { name: w.notices.open, exact: true })).toBeVisible();

  await page.getByRole('button', { name: w.incidents.noteOf(name) }).click();
  await page.getByRole('textbox', { name: w.incidents.note }).fill('The fan is loud.');
  await page.getByRole('button', { name: words.common.save }).click();
  await expect(card(page)).toContainText('The fan is loud.');
  await page.getByRole('button', { name: w.incidents.closeOf(name) }).click();
  expect(await seriousIssues(page)).toEqual([]);
  await page.getByRole('button', { name: w.incidents.closeSubmit }).click();
  const past = section(page, w.incidents.past).getByRole('article', { name });
  await expect(past).toContainText(w.incidents.closedBy.person);
  await expect(past).toContainText('The fan is loud.');
  await expect(past).toBeFocused();
  // Still down, and said to be dealt with.
  await check(page, 1);
  await expect(page.getByRole('heading', { name: w.incidents.open })).toHaveCount(0);

  server.keys.set(key, {});
  await check(page, 2);
  await expect(row(page)).toContainText(w.states.Healthy);
  await page.getByRole('button', { name, exact: true }).press('Enter');
  await expect(page.getByText(`${w.fold.history}: ${w.fold.checks('3', '7')}`)).toBeVisible();
  await expect(page.getByText(/\d of \d failed$/).first()).toBeVisible();
  expect(await seriousIssues(page)).toEqual([]);
});

test('what recovers by itself says so, and all is marked as read', async ({ page, host, server }) => {
  await openBoard(page, host.now, server);
  server.keys.set(key, { status: 503 });
  await check(page, 3);
  await expect(page.getByRole('heading', { name: w.incidents.open })).toBeVisible();
  server.keys.set(key, {});
  await check(page, 2);
  await expect(section(page, w.incidents.past).getByRole('article', { name })).toContainText(
    w.incidents.closedBy.monitor,
  );
  await page.getByRole('button', { name: w.notices.openUnread('2') }).click();
  const list = page.getByRole('dialog', { name: w.notices.title });
  await expect(list.getByRole('listitem').first()).toContainText(words.notices.titles['incident-closed'](name));
  await list.getByRole('button', { name: w.notices.markAll }).click();
  await expect(list.getByText(w.notices.unread, { exact: true })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('button', { name: w.notices.open, exact: true })).toBeVisible();
});

test('an incident is opened by hand, about one key, and rows are filtered', async ({ page, host, server }) => {
  await openBoard(page, host.now, server);
  await page.getByRole('button', { name: w.board.checkAll }).click();
  await expect(row(page)).toContainText(w.states.Healthy);
  await page.getByRole('button', { name: w.board.actionsFor(name) }).press('Enter');
  await page.getByRole('menuitem', { name: w.incidents.add }).press('Enter');
  const dialog = page.getByRole('dialog', { name: w.incidents.addTitle });
  await dialog.getByRole('combobox', { name: w.incidents.about }).click();
  await page.getByRole('option').nth(1).click();
  await dialog.getByRole('textbox', { name: w.incidents.note }).fill('Too dear today.');
  expect(await seriousIssues(page)).toEqual([]);
  await dialog.getByRole('button', { name: w.incidents.add }).click();
  await expect(dialog).toBeHidden();
  const open = section(page, w.incidents.open).getByRole('article');
  await expect(open).toContainText('Too dear today.');
  await expect(open).toHaveAccessibleName(new RegExp(`^${name}, key `));

  const all = page.getByRole('button', { name: new RegExp(`^${w.board.all} \\d`) });
  await expect(all).toHaveAttribute('aria-pressed', 'true');
  const states = page.getByRole('group', { name: w.board.filter }).getByRole('button');
  await states.last().press('Enter');
  await expect(all).toHaveAttribute('aria-pressed', 'false');
});

test('checks are turned on again, and the webhook is tried', async ({ page, host, server }) => {
  const got: { body: string; headers: string[] }[] = [];
  let status = 204;
  const receiver = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      got.push({ body, headers: Object.keys(request.headers) });
      response.writeHead(status).end();
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');

  await openBoard(page, host.now, server);
  await page.getByRole('button', { name: w.board.change }).click();
  const minutes = page.getByLabel(words.settings.fields.healthMinutes.label);
  await expect(minutes).toBeInViewport();
  await minutes.fill('');
  await minutes.press('Enter');
  const url = page.getByLabel(w.settings.url, { exact: true });
  await url.fill('http://example.com/hook');
  await url.press('Enter');
  await expect(page.getByText(w.settings.urlWrong)).toBeVisible();
  await url.fill(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`);
  await url.press('Enter');
  await expect(page.getByText(/^whsec_/)).toBeVisible();
  expect(await seriousIssues(page)).toEqual([]);
  await page.getByRole('button', { name: w.settings.done }).click();
  await page.getByRole('button', { name: w.settings.test }).click();
  await expect(page.getByText(/answered with 204\.$/)).toBeVisible();
  expect(JSON.parse(got[0]?.body ?? '')).toMatchObject({ type: 'test' });
  expect(got[0]?.headers.some((header) => header.includes('signature'))).toBe(true);
  status = 500;
  await page.getByRole('button', { name: w.settings.test }).click();
  await expect(page.getByText(w.settings.answeredWith('500'))).toBeVisible();
  await page.getByRole('button', { name: w.settings.changeSecret }).click();
  const dialog = page.getByRole('dialog', { name: w.settings.changeSecret });
  await dialog.getByLabel(w.settings.secretField).fill('short');
  await dialog.getByRole('button', { name: words.common.save }).click();
  await expect(dialog.getByText(w.settings.secretShort)).toBeVisible();
  await dialog.getByLabel(w.settings.secretField).fill('');
  await dialog.getByRole('button', { name: words.common.save }).click();
  await expect(dialog.getByText(/^whsec_/)).toBeVisible();
  await dialog.getByRole('button', { name: w.settings.done }).click();

  await goTo(page, 'routing');
  await page.getByRole('tab', { name: words.routing.parts.health }).click();
  await expect(page.getByText(w.board.off.title)).toBeVisible();
  expect(await seriousIssues(page)).toEqual([]);
  await page.getByRole('button', { name: w.board.off.turnOn }).click();
  await expect(page.getByText(w.board.off.title)).toBeHidden();
  await expect(page.getByText(/^Checked every 5 min/)).toBeVisible();
  receiver.close();
});

test('an answer is voted for by the keyboard, which is kept, and taken back', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await ask(page, 'Hello', { model: 'echo' });
  await expect(answerText(page)).toHaveText('Hello');
  const good = answers(page).last().getByRole('button', { name: w.votes.up });
  const bad = answers(page).last().getByRole('button', { name: w.votes.down });
  await expect(good).toHaveAttribute('aria-pressed', 'false');
  await good.press('Enter');
  await expect(good).toHaveAttribute('aria-pressed', 'true');
  expect(await seriousIssues(page)).toEqual([]);
  await page.reload();
  await expect(good).toHaveAttribute('aria-pressed', 'true');
  await bad.press('Enter');
  await expect(good).toHaveAttribute('aria-pressed', 'false');
  await bad.press('Enter');
  await expect(bad).toHaveAttribute('aria-pressed', 'false');
  await page.reload();
  await expect(answerText(page)).toHaveText('Hello');
  await expect(bad).toHaveAttribute('aria-pressed', 'false');
});
