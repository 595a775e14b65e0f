// Catches: a key that is lost when the new one is refused, a refusal that is not told at the field, an order that is not
// kept, a key that rests or was refused without saying why, any of it for the mouse only.
import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from '@playwright/test';
import type { Upstream } from '../helpers/upstream.ts';
import { seriousIssues } from './accessibility.ts';
import { expect, test } from './fixtures.ts';
import { answers, ask, fillCompatibleServer, goTo, openWindow, words } from './window.ts';

const w = words.providers.keys;
const first = 'sk-e2e-first-000000000-aaaa';
const spare = 'sk-e2e-spare-000000000-bbbb';
const wrong = 'sk-e2e-wrong-000000000-cccc';
const next = 'sk-e2e-next-0000000000-dddd';

interface Gate {
  url: string;
  /** Keys that are taken. */
  taken: Set<string>;
  /** Keys whose limit is used up, for what costs. */
  limited: Set<string>;
  /** Whether it names its models. Default: it does. */
  hasList: boolean;
  /** The key of the newest request. */
  lastKey(): string | undefined;
  close(): void;
}

/** The upstream behind a door that knows several keys and tells their limits. */
async function openGate(upstream: Upstream, ...keys: string[]): Promise<Gate> {
  const taken = new Set(keys);
  const limited = new Set<string>();
  let hasList = true;
  let lastKey: string | undefined;
  const server = createServer((incoming, response) => {
    const key = incoming.headers.authorization?.replace('Bearer ', '') ?? '';
    lastKey = key;
    const refuse = (status: number, message: string) => {
      response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '600' });
      response.end(JSON.stringify({ error: { message, type: 'error', code: null } }));
    };
    if (!taken.has(key)) return refuse(401, 'Incorrect API key provided.');
    if (incoming.method === 'GET' && !hasList) return refuse(404, 'There is nothing here.');
    if (incoming.method === 'POST' && limited.has(key))
      return refuse(429, 'The rate limit of this account is reached.');
    const outgoing = send(`${upstream.url}${incoming.url?.replace('/v1', '')}`, {
      method: incoming.method ?? 'GET',
      headers: incoming.headers,
    });
    outgoing.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 500, {
        ...answer.headers,
        'x-ratelimit-limit-requests': '500',
        'x-ratelimit-remaining-requests': '499',
        'x-ratelimit-reset-requests': '120ms',
        'x-ratelimit-limit-tokens': '40000',
        'x-ratelimit-remaining-tokens': '39500',
        'x-ratelimit-reset-tokens': '6m0s',
      });
      answer.pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    incoming.pipe(outgoing);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    taken,
    limited,
    get hasList() {
      return hasList;
    },
    set hasList(has) {
      hasList = has;
    },
    lastKey: () => lastKey,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const rowOf = (page: Page, masked: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader').filter({ hasText: masked }) });
const placesOf = (page: Page): Promise<string[]> => page.getByRole('rowheader').locator('code').allTextContents();

async function choose(page: Page, masked: string, action: string): Promise<void> {
  await rowOf(page, masked)
    .getByRole('button', { name: /^Actions for the key/ })
    .click();
  await page.getByRole('menuitem', { name: action }).click();
}

async function openPage(page: Page): Promise<void> {
  await goTo(page, 'providers');
  await page.getByRole('button', { name: 'OpenAI-compatible', exact: true }).click();
}

/** A provider with the keys `first` and `spare`, its page open. */
async function addTwoKeys(page: Page, gate: Gate): Promise<void> {
  await goTo(page, 'providers');
  await page.getByRole('button', { name: words.providers.add }).first().click();
  const dialog = await fillCompatibleServer(page, gate);
  await dialog.getByLabel(words.providers.apiKeyOptional).fill(first);
  await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
  await expect(dialog).toBeHidden();
  await openPage(page);
  await page.getByRole('button', { name: w.add }).click();
  await dialog.getByLabel(words.providers.apiKey, { exact: true }).fill(spare);
  await dialog.getByLabel(w.label, { exact: true }).fill('spare');
  await dialog.getByRole('button', { name: words.common.add, exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(rowOf(page, 'aaaa')).toContainText(w.states.ready);
  await expect(rowOf(page, 'bbbb')).toContainText('spare');
}

test('a key is replaced only by one that the provider takes', async ({ page, host, upstream }) => {
  const gate = await openGate(upstream, first, spare, next);
  await openWindow(page, host.now);
  await addTwoKeys(page, gate);
  await choose(page, 'aaaa', w.replace);
  const dialog = page.getByRole('dialog', { name: w.replaceTitle('') });
  await expect(dialog).toContainText(w.replaceHelp);
  const field = dialog.getByLabel(w.newKey, { exact: true });
  await field.fill(wrong);
  await dialog.getByRole('button', { name: w.submit }).click();
  await expect(dialog.getByText(w.oldStays(words.errors.INVALID_API_KEY.title))).toBeVisible();
  expect(gate.lastKey()).toBe(wrong);
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  expect(await seriousIssues(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(rowOf(page, 'aaaa')).toContainText(w.states.ready);

  await choose(page, 'aaaa', w.test);
  await expect(page.getByRole('cell').getByText(/^The test passed/)).toBeVisible();
  expect(gate.lastKey()).toBe(first);

  await choose(page, 'aaaa', w.replace);
  await expect(field).toHaveValue('');
  await field.fill(next);
  await field.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(w.replacedTested)).toBeVisible();
  expect(await placesOf(page)).toEqual([expect.stringContaining('dddd'), expect.stringContaining('bbbb')]);
  // What was said about the old one is not said about the new one.
  await expect(page.getByRole('cell').getByText(/^The test passed/)).toHaveCount(0);
  gate.taken.delete(first);
  await choose(page, 'dddd', w.test);
  await expect(page.getByRole('cell').getByText(/^The test passed/)).toBeVisible();

  gate.hasList = false;
  await choose(page, 'dddd', w.replace);
  await field.fill(wrong);
  await field.press('Enter');
  await expect(dialog.getByText(w.oldStays(words.errors.INVALID_API_KEY.title))).toBeVisible();
  await field.fill(spare);
  await field.press('Enter');
  await expect(page.getByText(w.replacedUntested)).toBeVisible();
  gate.close();
});

test('keys have an order, a group and an age, by keyboard too', async ({ page, host, upstream }) => {
  const gate = await openGate(upstream, first, spare);
  await openWindow(page, host.now);
  await addTwoKeys(page, gate);
  await choose(page, 'aaaa', w.edit);
  const dialog = page.getByRole('dialog', { name: w.edit });
  await dialog.getByLabel(w.label, { exact: true }).fill('work');
  await dialog.getByLabel(w.group, { exact: true }).fill('Team North');
  await dialog.getByLabel(w.rotateAfter, { exact: true }).fill('soon');
  await dialog.getByRole('button', { name: words.common.save }).click();
  await expect(dialog.getByText(words.common.wholeNumber(1, 3650))).toBeVisible();
  await dialog.getByLabel(w.rotateAfter, { exact: true }).fill('90');
  expect(await seriousIssues(page)).toEqual([]);
  await dialog.getByRole('button', { name: words.common.save }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('columnheader', { name: w.group })).toBeVisible();
  await expect(rowOf(page, 'aaaa')).toContainText('Team North');

  const actions = rowOf(page, 'bbbb').getByRole('button', { name: /^Actions for the key/ });
  await actions.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => placesOf(page)).toEqual([expect.stringContaining('bbbb'), expect.stringContaining('aaaa')]);
  await expect(actions).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: /is now 1 of 2/ })).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: w.moveUp })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('menuitem', { name: w.moveDown }).press('Enter');
  await expect.poll(() => placesOf(page)).toEqual([expect.stringContaining('aaaa'), expect.stringContaining('bbbb')]);
  await choose(page, 'aaaa', w.edit);
  await expect(dialog.getByLabel(w.rotateAfter, { exact: true })).toHaveValue('90');
  await dialog.getByLabel(w.position, { exact: true }).fill('2');
  await dialog.getByRole('button', { name: words.common.save }).click();
  await expect(dialog).toBeHidden();
  await page.reload();
  await expect.poll(() => placesOf(page)).toEqual([expect.stringContaining('bbbb'), expect.stringContaining('aaaa')]);

  await choose(page, 'bbbb', w.delete);
  await page.getByRole('alertdialog').getByRole('button', { name: w.delete }).click();
  await expect(rowOf(page, 'bbbb')).toHaveCount(0);
  await expect(page.getByRole('button', { name: w.add })).toBeFocused();
  gate.close();
});

test('each key says how it does, and why', async ({ page, host, upstream }) => {
  const gate = await openGate(upstream, first, spare);
  await openWindow(page, host.now);
  await addTwoKeys(page, gate);
  const heights = () =>
    page.getByRole('row').evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
  const before = await heights();
  const columns = () =>
    page.getByRole('columnheader').evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().x));
  const columnsBefore = await columns();
  gate.limited.add(first);
  await goTo(page, 'chat');
  await ask(page, 'Which key?', { model: 'echo' });
  await expect(answers(page).last()).toContainText('Which key?');
  await openPage(page);
  await expect(rowOf(page, 'aaaa')).toContainText(/Resting until \d\d:\d\d/);
  await expect(rowOf(page, 'aaaa')).toContainText('in 10 minutes');
  await rowOf(page, 'aaaa')
    .getByText(/Resting until/)
    .hover();
  // In the row for who cannot see it, and in the tooltip.
  await expect(page.getByText(words.errors.RATE_LIMITED.title, { exact: true })).toHaveCount(2);
  await rowOf(page, 'bbbb')
    .getByRole('button', { name: /^Details of the key/ })
    .press('Enter');
  await expect(page.getByText('499 of 500 requests left')).toBeVisible();
  await expect(page.getByText('39,500 of 40,000 tokens left')).toBeVisible();
  await expect(page.getByText('resets in 6 minutes')).toBeVisible();
  expect(await columns()).toEqual(columnsBefore);
  expect(await seriousIssues(page)).toEqual([]);
  await rowOf(page, 'bbbb')
    .getByRole('button', { name: /^Details of the key/ })
    .press('Enter');

  gate.taken.delete(spare);
  await choose(page, 'bbbb', w.test);
  await expect(rowOf(page, 'bbbb')).toContainText(w.states.refused);
  await expect(rowOf(page, 'bbbb')).toContainText('next try in 10 minutes');
  await expect(page.getByRole('cell').getByText(w.testFailed(words.errors.INVALID_API_KEY.title))).toBeVisible();
  await rowOf(page, 'bbbb')
    .getByRole('button', { name: /^Details of the key/ })
    .click();
  await rowOf(page, 'aaaa').getByRole('switch').click();
  await expect(rowOf(page, 'aaaa')).toContainText(w.states.off);
  expect(await heights()).toEqual(before);
  expect(await seriousIssues(page)).toEqual([]);
  gate.close();
});
