// Catches: a pull whose progress or end nobody sees, a stop that does not reach the server, a model deleted without a
// question, a balance with the wrong sum or none, any of it for the mouse only.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { seriousIssues } from './accessibility.ts';
import { expect, test } from './fixtures.ts';
import { goTo, openPart, openWindow, words } from './window.ts';

const w = words.extras;
const gigabyte = 1024 ** 3;

type Route = (body: Record<string, unknown>, response: ServerResponse) => void;

async function openServer(routes: Record<string, Route>) {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = '';
    for await (const part of request.setEncoding('utf8')) text += String(part);
    const route = routes[`${request.method} ${request.url?.split('?')[0]}`];
    response.setHeader('content-type', 'application/json');
    if (route) route(text ? JSON.parse(text) : {}, response);
    else response.writeHead(404).end('{"error":"not found"}');
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const modelNamed = (name: string) => ({
  name,
  size: 2 * gigabyte,
  modified_at: '2026-05-04T17:37:44Z',
  details: { format: 'gguf', family: 'llama', parameter_size: '3.2B', quantization_level: 'Q4_K_M' },
});

/** A server that keeps its own models, and stops in the middle of a pull until it is told to go on. */
async function openModelServer() {
  const names = new Set(['llama3.2:latest']);
  const state = { isHeld: true, stopped: 0 };
  const tell = (response: ServerResponse, line: object) => response.write(`${JSON.stringify(line)}\n`);
  const server = await openServer({
    'GET /api/tags': (_body, response) => void response.end(JSON.stringify({ models: [...names].map(modelNamed) })),
    'GET /api/ps': (_body, response) =>
      void response.end(
        JSON.stringify({
          models: [
            {
              name: 'llama3.2:latest',
              size: 3 * gigabyte,
              size_vram: 2 * gigabyte,
              expires_at: new Date(Date.now() + 300_000).toISOString(),
            },
          ],
        }),
      ),
    'POST /api/show': (_body, response) =>
      void response.end(
        JSON.stringify({
          details: { format: 'gguf' },
          model_info: { 'general.architecture': 'llama', 'llama.context_length': 131_072 },
          capabilities: ['completion', 'tools'],
          template: '{{ .Prompt }}',
          license: 'Community licence',
        }),
      ),
    'POST /api/pull': ({ model }, response) => {
      const file = { status: 'pulling dde5', digest: 'sha256:dde5', total: 4 * gigabyte };
      tell(response, { status: 'pulling manifest' });
      if (model === 'nothing') return void response.end('{"error":"pull model manifest: file does not exist"}\n');
      tell(response, { ...file, completed: gigabyte });
      response.on('close', () => {
        if (!response.writableFinished) state.stopped += 1;
      });
      if (state.isHeld) return;
      names.add(String(model));
      tell(response, { ...file, completed: 4 * gigabyte });
      response.end('{"status":"success"}\n');
    },
    'POST /api/copy': ({ destination }, response) => {
      names.add(String(destination));
      response.end();
    },
    'DELETE /api/delete': ({ model }, response) => {
      names.delete(String(model));
      response.end();
    },
  });
  return { ...server, state };
}

async function addProvider(page: Page, kind: string, { url, key }: { url: string; key?: string }): Promise<void> {
  await goTo(page, 'providers');
  await page.getByRole('button', { name: words.providers.add }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: new RegExp(`^${kind}`) }).click();
  await dialog.getByRole('button', { name: words.providers.moreSettings }).click();
  await dialog.getByLabel('Base URL').fill(url);
  if (key) await dialog.getByLabel(words.providers.apiKey, { exact: true }).fill(key);
  await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
  await expect(dialog).toBeHidden();
  await goTo(page, 'providers');
  await page.getByRole('button', { name: kind, exact: true }).click();
}

test('models are pulled onto their server, stopped, copied and deleted', async ({ page, host }) => {
  const server = await openModelServer();
  await openWindow(page, host.now);
  await addProvider(page, 'Ollama', server);
  await openPart(page, words.providers.modelList.title);
  const section = page.locator('section').filter({ has: page.getByRole('heading', { name: w.hosted.title }) });
  const rowOf = (name: string) => section.getByRole('listitem').filter({ hasText: name });
  await expect(rowOf('llama3.2:latest')).toContainText('3.2B · Q4_K_M · llama · 2 GB');
  await expect(rowOf('llama3.2:latest')).toContainText(/In memory until \d\d:\d\d/);

  const field = section.getByLabel(w.hosted.pullLabel);
  await field.press('Enter');
  await expect(section.getByText(w.hosted.pullMissing)).toBeVisible();
  await field.fill('qwen3:4b');
  await field.press('Enter');
  await expect(section.getByText(w.hosted.progress('1 GB', '4 GB'))).toBeVisible();
  await expect(section.getByRole('progressbar', { name: w.hosted.pulling('qwen3:4b') })).toHaveAttribute(
    'aria-valuenow',
    '25',
  );
  expect(await seriousIssues(page)).toEqual([]);
  await section.getByRole('button', { name: w.hosted.stop('qwen3:4b') }).click();
  await expect(section.getByText(w.hosted.stopped)).toBeVisible();
  await expect.poll(() => server.state.stopped).toBe(1);
  server.state.isHeld = false;
  await section.getByRole('button', { name: w.hosted.pullAgain }).click();
  await expect(page.getByText(w.hosted.pulled('qwen3:4b'))).toBeVisible();
  await expect(rowOf('qwen3:4b')).toBeVisible();

  await field.fill('nothing');
  await field.press('Enter');
  await expect(section.getByRole('alert')).toContainText(words.errors.MODEL_NOT_FOUND.title);
  await section.getByRole('button', { name: w.hosted.dismiss('nothing') }).click();
  await expect(section.getByRole('alert')).toHaveCount(0);

  const choose = async (name: string, item: string) => {
    await section.getByRole('button', { name: w.hosted.actionsFor(name) }).press('Enter');
    await page.getByRole('menuitem', { name: item, exact: true }).press('Enter');
  };
  await choose('llama3.2:latest', w.hosted.details);
  const details = page.getByRole('dialog', { name: 'llama3.2:latest' });
  await expect(details).toContainText(w.hosted.tokens('131,072'));
  expect(await seriousIssues(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await choose('llama3.2:latest', w.hosted.copy);
  const dialog = page.getByRole('dialog', { name: w.hosted.copyOf('llama3.2:latest') });
  await dialog.getByLabel(w.hosted.newName).fill('llama3.2:latest');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(w.hosted.sameName)).toBeVisible();
  await dialog.getByLabel(w.hosted.newName).fill('mine');
  await page.keyboard.press('Enter');
  await expect(rowOf('mine')).toBeVisible();

  await choose('mine', w.hosted.delete);
  await expect(page.getByRole('alertdialog')).toContainText(w.hosted.deleteBody);
  await page.getByRole('alertdialog').getByRole('button', { name: w.hosted.delete }).click();
  await expect(rowOf('mine')).toHaveCount(0);
  server.close();
});

test('what the account and the key may still spend is told, and read again on wish', async ({ page, host }) => {
  let credits = 110.75;
  const server = await openServer({
    'GET /api/v1/models': (_body, response) => void response.end('{"data":[{"id":"m"}]}'),
    'GET /api/v1/key': (_body, response) =>
      void response.end('{"data":{"usage":25.5,"limit":100,"limit_remaining":74.5}}'),
    'GET /api/v1/credits': (_body, response) =>
      void response.end(JSON.stringify({ data: { total_credits: credits, total_usage: 25.75 } })),
  });
  await openWindow(page, host.now);
  await addProvider(page, 'OpenRouter', { url: `${server.url}/api/v1`, key: 'sk-or-v1-0123456789abcdef' });
  const section = page.locator('section').filter({ has: page.getByRole('heading', { name: w.balance.title }) });
  await expect(section).toContainText('US$85.00 of US$110.75 left');
  await expect(section).toContainText('US$74.50 of US$100.00 left');
  expect(await seriousIssues(page)).toEqual([]);
  credits = 200;
  await section.getByRole('button', { name: w.balance.refresh }).press('Enter');
  await expect(section).toContainText('US$174.25 of US$200.00 left');
  server.close();
});
