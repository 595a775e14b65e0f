// Catches: tokens that were on screen and are lost, doubled or out of order after a reload or a crash of the host.
import { expect, test } from './fixtures.ts';
import { answers, answerText, ask, openConnected, words } from './window.ts';

/** The slow model counts: word-1 word-2 word-3 … */
const countTo = (count: number) => Array.from({ length: count }, (_, index) => `word-${index + 1}`).join(' ');
const lengthOf = (text: string) => text.trim().split(/\s+/).length;

test('a reload in mid-stream goes on with exactly the right text', async ({ page, host, upstream }) => {
  await openConnected(page, host.now, upstream);
  await ask(page, 'Count slowly', { model: 'slow' });
  await expect(answerText(page)).toContainText('word-8');
  await page.reload();
  await expect(answerText(page)).toContainText('word-20');
  await page.getByRole('button', { name: words.chat.stop, exact: true }).click();
  await expect(answers(page).last()).toContainText(words.chat.stopped);
  const text = (await answerText(page).innerText()).trim();
  // The last word may have been cut by the stop.
  expect(countTo(lengthOf(text)).startsWith(text)).toBe(true);
});

test.describe('a host that is killed', () => {
  test.use({ expectedErrors: /WebSocket connection to .* failed|ERR_CONNECTION_REFUSED/ });

  test('keeps every token that had reached the screen, marked as interrupted', async ({ page, host, upstream }) => {
    await openConnected(page, host.now, upstream);
    await ask(page, 'Count slowly', { model: 'slow' });
    await expect(answerText(page)).toContainText('word-10');
    await host.now.kill();
    const seen = (await answerText(page).innerText()).trim();
    await expect(page.getByText(words.app.connectionLost)).toBeVisible();

    await host.startAgain();
    await expect(answers(page).last()).toContainText(words.chat.interrupted);
    await page.reload();
    await expect(answers(page).last()).toContainText(words.chat.interrupted);
    const kept = (await answerText(page).innerText()).trim();
    expect(kept.startsWith(seen)).toBe(true);
    expect(countTo(lengthOf(kept)).startsWith(kept)).toBe(true);
  });
});
