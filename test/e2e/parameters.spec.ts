// Catches: a parameter that was left out, and nothing in the window that says so.
import type { Provider } from '../../shared/model/provider.ts';
import { expect, test } from './fixtures.ts';
import { answers, conversationNamed, goTo, openConnected, words } from './window.ts';

test('what a model did not take stands below its answer, with the reason behind it', async ({
  page,
  host,
  upstream,
}) => {
  await openConnected(page, host.now, upstream);
  await goTo(page, 'port');
  await page.getByRole('button', { name: words.port.key.create }).click();
  const authorization = `Bearer ${await page.getByText(/^sy-\S+$/).innerText()}`;
  const api = `${host.now.address}/api`;
  const [provider] = (await (await fetch(`${api}/providers`, { headers: { authorization } })).json()) as Provider[];
  const send = async (text: string, parameters: Record<string, unknown>) => {
    const target = { providerId: provider?.id, modelId: 'echo' };
    const body = JSON.stringify({ text, target, parameters });
    const headers = { authorization, 'content-type': 'application/json' };
    expect((await fetch(`${api}/chat/messages`, { method: 'POST', headers, body })).status).toBe(200);
  };
  await send('One of them', { num_ctx: 8192, temp: 0.5 });
  await send('Two of them', { num_ctx: 8192, n: 3 });

  await goTo(page, 'chat');
  await conversationNamed(page, 'One of them').click();
  const context = words.parameters.names.contextLength;
  await answers(page)
    .last()
    .getByRole('button', { name: words.parameters.droppedBy(context, 'echo') })
    .press('Enter');
  const reasons = page.getByRole('dialog', { name: words.parameters.title('echo') });
  await expect(reasons).toContainText('its API has no field for it');
  await page.keyboard.press('Escape');
  await expect(reasons).toBeHidden();

  await conversationNamed(page, 'Two of them').click();
  await answers(page)
    .last()
    .getByRole('button', { name: words.parameters.several('2') })
    .click();
  await expect(reasons.getByRole('listitem')).toHaveCount(2);
});
