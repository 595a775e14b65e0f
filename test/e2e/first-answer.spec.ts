// Catches: a first start that leads nowhere, an answer that doesn't arrive, one that is gone after a restart.
import { expect, test } from './fixtures.ts';
import {
  answers,
  ask,
  composer,
  conversationNamed,
  fillCompatibleServer,
  openConnected,
  openWindow,
  words,
} from './window.ts';

declare global {
  interface Window {
    clicks?: number;
  }
}

test('a fresh start leads to the first answer in at most four clicks', async ({ page, host, upstream }) => {
  await page.addInitScript(() => {
    window.clicks = 0;
    // A key press on a button makes a click as well, one without a pointer.
    window.addEventListener(
      'click',
      (event) => event.detail > 0 && window.clicks !== undefined && window.clicks++,
      true,
    );
  });
  await openWindow(page, host.now);
  await page.getByRole('button', { name: words.chat.noProvider.action }).click();
  const dialog = await fillCompatibleServer(page, upstream);
  await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type('What is a switching yard?');
  await page.keyboard.press('Enter');
  await expect(answers(page)).toHaveCount(1);
  expect(await page.evaluate(() => window.clicks)).toBeLessThanOrEqual(4);
});

test('an answer streams in, reads like a document and is there after a restart', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await ask(page, 'What is a switching yard?', { model: 'steady' });

  const answer = answers(page).last();
  await expect(answer.getByRole('heading', { name: 'Switching yards' })).toBeVisible();
  await expect(answer.getByRole('table')).toContainText('420 m');
  await expect(answer.getByRole('listitem')).toHaveCount(3);
  await expect(answer).toContainText('export function pick(tracks: Track[])');
  await expect(answer.getByRole('link', { name: 'handbook' })).toHaveAttribute('href', 'https://example.com/handbook');
  await expect(answer).toHaveAttribute('aria-busy', 'false');
  const text = await answer.innerText();

  await page.goto('about:blank');
  expect(await host.now.stop()).toBe(0);
  await host.startAgain();
  await page.goto(host.now.address);
  await conversationNamed(page, 'What is a switching yard?').click();
  // Its footer as well: model, tokens and times are stored with it.
  await expect(answer).toHaveText(text, { useInnerText: true });
});

// Catches a chat that stays blank, with nothing to press.
test('a chat that cannot load the providers says so, and tries again', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  let isBroken = true;
  await page.routeWebSocket(/.*/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((data) => {
      const frame: { id: number; name?: string } = JSON.parse(String(data));
      if (!isBroken || frame.name !== 'providers.list') return server.send(data);
      const error = { code: 'INTERNAL', message: 'Broken on purpose.', retryable: true };
      socket.send(JSON.stringify({ type: 'result', id: frame.id, result: { ok: false, error } }));
    });
  });
  await page.goto('about:blank');
  await page.goto(host.now.address);
  const failure = page.getByRole('alert');
  await expect(failure).toContainText(words.errors.INTERNAL.title);
  isBroken = false;
  await failure.getByRole('button', { name: words.common.retry }).click();
  await expect(failure).toBeHidden();
  await expect(composer(page)).toBeFocused();
});
