// Catches: titles, deleting and undo that look right on screen and are not what is stored; drafts, places and answers
// that are lost or mixed up between conversations, streams and windows.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import {
  answers,
  answerText,
  ask,
  chooseModel,
  composer,
  conversationNamed,
  goTo,
  openConnected,
  words,
} from './window.ts';

test.beforeEach(async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await ask(page, 'First question', { model: 'echo' });
  await expect(answers(page).last()).toContainText('First question');
});

const newChat = (page: Page) => page.getByRole('button', { name: words.chat.newChat }).first().click();
const retryButton = (page: Page) => answers(page).getByRole('button', { name: words.common.retry });
const messages = (page: Page) => page.getByRole('group', { name: words.chat.messages, exact: true });

/** Stops the next message on its way to the host, until it is let go. */
async function holdSending(page: Page): Promise<{ held: Promise<void>; letGo: () => void }> {
  const gate = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  await page.routeWebSocket(/.*/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage(async (data) => {
      if (String(data).includes('"chat.send"')) {
        held.resolve();
        await gate.promise;
      }
      server.send(data);
    });
  });
  return { held: held.promise, letGo: gate.resolve };
}

test('a conversation is renamed and keeps its name', async ({ page }) => {
  await conversationNamed(page, 'First question').press('F2');
  await page.getByRole('textbox', { name: words.chat.renameLabel }).fill('Yard talk');
  await page.keyboard.press('Enter');
  await expect(conversationNamed(page, 'Yard talk')).toBeFocused();
  await page.reload();
  await expect(conversationNamed(page, 'Yard talk')).toBeVisible();
});

test('a deleted conversation comes back with undo, and stays away without', async ({ page }) => {
  const entry = conversationNamed(page, 'First question');
  const remove = async () => {
    await entry.hover();
    await page.getByRole('button', { name: words.chat.actionsFor('First question') }).click();
    await page.getByRole('menuitem', { name: words.common.delete }).click();
    await expect(entry).toBeHidden();
  };
  await remove();
  await expect(composer(page), 'with no row left, the next thing is to write').toBeFocused();
  await page.getByRole('button', { name: words.common.undo }).click();
  await expect(entry).toHaveAttribute('aria-current', 'page');
  await remove();
  await page.reload();
  await expect(page.getByText(words.chat.noConversations)).toBeVisible();
});

test('undo of a conversation that was not open stays where the person is', async ({ page }) => {
  await newChat(page);
  await ask(page, 'Second question', { model: 'echo' });
  await expect(answers(page)).toHaveCount(1);
  await conversationNamed(page, 'First question').press('Delete');
  await expect(conversationNamed(page, 'Second question')).toBeFocused();
  await page.getByRole('button', { name: words.common.undo }).click();
  await expect(conversationNamed(page, 'First question')).toBeVisible();
  await expect(conversationNamed(page, 'Second question')).toHaveAttribute('aria-current', 'page');
});

test('two conversations keep their own answers and drafts', async ({ page }) => {
  await composer(page).fill('more on the first');
  await newChat(page);
  await expect(answers(page)).toHaveCount(0);
  await expect(composer(page)).toHaveValue('');
  await ask(page, 'Second question', { model: 'echo' });
  await expect(answers(page).last()).toContainText('Second question');
  await composer(page).fill('more on the second');
  await conversationNamed(page, 'First question').click();
  await expect(answers(page)).toHaveCount(1);
  await expect(answers(page).last()).toContainText('First question');
  await expect(composer(page)).toHaveValue('more on the first');
  await page.reload();
  await expect(composer(page)).toHaveValue('more on the first');
  await conversationNamed(page, 'Second question').click();
  await expect(composer(page)).toHaveValue('more on the second');
});

test('what is typed while a new chat is being sent stays, with the cursor', async ({ page, host }) => {
  const { held, letGo } = await holdSending(page);
  await page.goto('about:blank');
  await page.goto(host.now.address);
  await newChat(page);
  await chooseModel(page, 'echo');
  await composer(page).fill('Sent first');
  await composer(page).press('Enter');
  await held;
  await expect(composer(page)).toHaveValue('');
  await page.keyboard.type('typed meanwhile');
  letGo();
  await expect(answers(page).last()).toContainText('Sent first');
  await expect(composer(page)).toHaveValue('typed meanwhile');
  await page.keyboard.type(', and on');
  await expect(composer(page)).toHaveValue('typed meanwhile, and on');
});

test('who goes elsewhere while a new chat is being sent is not pulled back', async ({ page, host }) => {
  const { held, letGo } = await holdSending(page);
  await page.goto('about:blank');
  await page.goto(host.now.address);
  await newChat(page);
  await ask(page, 'Sent on the way out', { model: 'echo' });
  await held;
  await conversationNamed(page, 'First question').click();
  letGo();
  await expect(conversationNamed(page, 'Sent on the way out')).toBeVisible();
  await expect(conversationNamed(page, 'First question')).toHaveAttribute('aria-current', 'page');
  await expect(answers(page)).toHaveCount(1);
});

test('only the last answer can be asked for again', async ({ page }) => {
  await expect(retryButton(page)).toHaveCount(1);
  await ask(page, 'And the second?', { model: 'echo' });
  await expect(answers(page).last()).toContainText('And the second?');
  await expect(retryButton(page)).toHaveCount(1);
  await retryButton(page).click();
  await expect(composer(page)).toBeFocused();
  await expect(answers(page)).toHaveCount(2);
  await expect(answers(page).first()).toContainText('First question');
});

test('a failed answer is asked for again, with another model', async ({ page }) => {
  await ask(page, 'Will this work?', { model: 'fail-401' });
  await expect(answers(page).last()).toContainText(words.errors.INVALID_API_KEY.title);
  await chooseModel(page, 'echo');
  await retryButton(page).click();
  await expect(composer(page)).toBeFocused();
  await expect(answers(page).last()).toContainText('Will this work?');
  await expect(answers(page)).toHaveCount(2);
});

test('two answers arrive at once, and stopping one leaves the other', async ({ page }) => {
  await newChat(page);
  await ask(page, 'Count here', { model: 'slow' });
  await expect(answerText(page)).toContainText('word-3');
  await newChat(page);
  await ask(page, 'Count there', { model: 'slow' });
  await expect(answerText(page)).toContainText('word-3');
  await page.keyboard.press('Escape');
  await expect(answers(page).last()).toContainText(words.chat.stopped);
  await page
    .getByRole('navigation', { name: words.chat.conversations })
    .getByRole('button', { name: /^Count here/ })
    .first()
    .click();
  const before = (await answerText(page).innerText()).length;
  await expect.poll(async () => (await answerText(page).innerText()).length).toBeGreaterThan(before);
  await page.getByRole('button', { name: words.chat.stop, exact: true }).click();
  await expect(answers(page).last()).toContainText(words.chat.stopped);
  await conversationNamed(page, 'Count there').click();
  await expect(answers(page).last()).toContainText(words.chat.stopped);
});

test('the place in a long answer is kept while one looks elsewhere, and a new question leads to the end', async ({
  page,
}) => {
  await ask(page, 'At length', { model: 'long' });
  await expect(answerText(page)).toContainText('w4000');
  const top = () => messages(page).evaluate((box) => Math.round(box.scrollTop));
  await messages(page).hover();
  await page.mouse.wheel(0, -700);
  await expect(page.getByRole('button', { name: words.chat.jumpToLatest })).toBeVisible();
  const before = await top();
  await newChat(page);
  await conversationNamed(page, 'First question').click();
  await expect.poll(top).toBe(before);
  await goTo(page, 'providers');
  await goTo(page, 'chat');
  await expect.poll(top).toBe(before);
  await ask(page, 'And the end?', { model: 'echo' });
  await expect(answers(page).last()).toContainText('And the end?');
  await expect(answers(page).last()).toBeInViewport();
  await expect(page.getByRole('button', { name: words.chat.jumpToLatest })).toHaveCount(0);
});

test.describe('two windows', () => {
  test('one deletes what the other has open: the other says so, restores it, or goes on anew', async ({
    page,
    host,
    context,
  }) => {
    const other = await context.newPage();
    await other.goto(host.now.address);
    await conversationNamed(other, 'First question').click();
    await composer(other).fill('half a thought');
    const remove = () => conversationNamed(page, 'First question').press('Delete');

    await remove();
    await expect(other.getByRole('heading', { name: words.chat.gone.title })).toBeVisible();
    await expect(other.getByRole('button', { name: words.chat.gone.restore })).toBeFocused();
    await other.getByRole('button', { name: words.chat.gone.restore }).click();
    await expect(answers(other).last()).toContainText('First question');
    await expect(composer(other)).toHaveValue('half a thought');

    await expect(conversationNamed(page, 'First question')).toBeVisible();
    await remove();
    await expect(other.getByRole('heading', { name: words.chat.gone.title })).toBeVisible();
    await other.getByRole('main').getByRole('button', { name: words.chat.newChat }).last().click();
    await expect(composer(other)).toHaveValue('half a thought');
    await expect(composer(other)).toBeFocused();
  });

  test('an answer arrives in both', async ({ page, host, context }) => {
    const other = await context.newPage();
    await other.goto(host.now.address);
    await conversationNamed(other, 'First question').click();
    await ask(page, 'Count', { model: 'slow' });
    await expect(answerText(other)).toContainText('word-5');
    await other.keyboard.press('Escape');
    await expect(answers(page).last()).toContainText(words.chat.stopped);
  });
});

test('an address of nothing leads to a new chat, one of a conversation that is not there says so', async ({ page }) => {
  const at = async (hash: string) => {
    await page.goto('about:blank');
    await page.goto(`${hash}`);
  };
  const base = new URL(page.url()).origin;
  for (const wrong of ['nonexistent', '%E0%A4%A']) {
    await at(`${base}/#/chat/${wrong}`);
    await expect(page.getByText(words.chat.greeting)).toBeVisible();
  }
  await at(`${base}/#/chat/019a0b1c-2d3e-7f40-8a5b-6c7d8e9fa0b1`);
  await expect(page.getByRole('heading', { name: words.chat.gone.title })).toBeVisible();
  // There never was one, so no button may go on promising it.
  await page.getByRole('button', { name: words.chat.gone.restore }).click();
  await expect(page.getByRole('heading', { name: words.chat.gone.lostTitle })).toBeVisible();
  await expect(page.getByRole('button', { name: words.chat.newChat }).last()).toBeFocused();
});

test.describe('in a small window', () => {
  test.use({ viewport: { width: 800, height: 600 } });

  test('the list lies over the chat, and only when asked for', async ({ page }) => {
    const entry = conversationNamed(page, 'First question');
    const open = page.getByRole('button', { name: words.chat.showList });
    await expect(entry).toBeHidden();
    await open.click();
    await expect(entry).toBeVisible();
    await expect(page.getByRole('searchbox', { name: words.chat.search })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(entry).toBeHidden();
    await expect(composer(page)).toBeFocused();
    await open.click();
    await entry.click();
    await expect(entry).toBeHidden();
    await expect(composer(page)).toBeFocused();
  });
});
