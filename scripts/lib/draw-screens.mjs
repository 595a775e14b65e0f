// The content on the pictures is made by using the app: a fresh home folder, the local test upstream, real questions.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startHost } from '../../test/e2e/host-process.ts';
import { answers, ask, composer, connectUpstream, goTo, openWindow, words } from '../../test/e2e/window.ts';
import { testModel } from '../../test/helpers/models/test-model.ts';
import { startUpstream } from '../../test/helpers/upstream.ts';
import { launchChromium } from './chromium.mjs';
import { at } from './root.mjs';

const folder = at('docs', 'images');
const size = { width: 1280, height: 800 };

const openDialog = async (page, open) => {
  await open();
  await expect(page.getByRole('dialog')).toBeVisible();
};
const closeDialog = async (page) => {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
};

const localModels = { 'Tiny-Talker-Instruct': 'talker', 'Tiny-Embedder': 'embedder', 'Tiny-Random': 'random-small' };

/** The local models: found, one of them loaded, and how it is loaded. */
async function walkModels(page, { home, shoot }) {
  const { models } = words;
  for (const [name, model] of Object.entries(localModels)) {
    copyFileSync(await testModel(model), join(home, 'models', `${name}.gguf`));
  }
  const [talker] = Object.keys(localModels);
  const button = (name) => page.getByRole('button', { name, exact: true });
  await goTo(page, 'models');
  await button(models.loadNamed(talker)).click();
  // The first load of a file is tried in a process of its own.
  await expect(button(models.unloadNamed(talker))).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole('listitem')).toHaveCount(Object.keys(localModels).length);
  await shoot('models');
  await button(talker).click();
  await shoot('model');
  await openDialog(page, () => button(models.settings).click());
  await expect(page.getByText(models.sheet.estimate.verdicts.fits.title, { exact: true })).toBeVisible();
  await shoot('load-settings');
  await closeDialog(page);
}

/** An alias with three models behind it, and how one of them is chosen. */
async function walkRouting(page, { shoot }) {
  const { routing, rules, common } = words;
  const click = (name) => page.getByRole('button', { name, exact: true }).click();
  await goTo(page, 'routing');
  await click(routing.aliases.empty.fromModels('fast'));
  for (const model of ['thinking', 'slow']) {
    await page.getByRole('combobox', { name: routing.alias.addTarget }).click();
    await page.getByPlaceholder(routing.models.search).fill(model);
    await page.getByRole('option', { name: model, exact: true }).click();
  }
  await page.getByRole('radio', { name: new RegExp(routing.strategies.cheapest.name) }).click();
  await click(common.save);
  await expect(page.getByRole('heading', { level: 1, name: 'fast' })).toBeVisible();
  await expect(page.getByText(routing.alias.created('fast'))).toHaveCount(0, { timeout: 20_000 });
  await shoot('alias');
  await click(routing.alias.back);
  await page.getByRole('tab', { name: routing.parts.rules }).click();
  for (const name of [rules.starter.personal, rules.starter.night]) {
    await page.getByRole('button', { name: rules.add }).click();
    await page.getByRole('menuitem', { name }).click();
    await click(common.save);
    await expect(page.getByRole('heading', { level: 1, name: routing.title })).toBeVisible();
  }
  await expect(page.getByText(rules.saved)).toHaveCount(0, { timeout: 20_000 });
  await shoot('routing');
}

/** Walks through the app; `shoot` is called where there is something to see. */
async function walk(page, { home, host, upstream, shoot }) {
  await page.goto(host.address);
  await expect(page.getByRole('heading', { name: words.app.signedOut.title })).toBeVisible();
  await shoot('signed-out');

  await openWindow(page, host);
  await expect(page.getByRole('button', { name: words.chat.noProvider.action })).toBeVisible();
  await shoot('first-start');

  await connectUpstream(page, upstream);
  await ask(page, 'How do I pick a track for a wagon?', { model: 'thinking' });
  await expect(answers(page).last()).toContainText('forty-two');
  await page.getByRole('button', { name: words.chat.newChat }).first().click();
  await ask(page, 'What is a switching yard?', { model: 'steady' });
  await expect(answers(page).last()).toContainText('works, too');
  await composer(page).blur();
  await shoot('chat');

  await goTo(page, 'providers');
  await shoot('providers');
  await openDialog(page, () => page.getByRole('button', { name: words.providers.add }).first().click());
  await shoot('add-provider');
  await closeDialog(page);

  await walkModels(page, { home, shoot });
  await walkRouting(page, { shoot });
  for (const room of ['usage', 'port', 'settings']) {
    await goTo(page, room);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await shoot(room);
  }

  await goTo(page, 'chat');
  await openDialog(page, () => page.keyboard.press('Control+K'));
  await shoot('palette');
}

async function draw(browser, colorScheme) {
  const home = mkdtempSync(join(tmpdir(), 'switchyard-screens-'));
  const upstream = await startUpstream();
  // 4747 is the port a reader will have; on a machine where it is taken any other will do.
  const host = await startHost({ home, port: 4747 }).catch(() => startHost({ home }));
  const page = await browser.newPage({ viewport: size, colorScheme, locale: 'en-GB', reducedMotion: 'reduce' });
  const shoot = async (name) => {
    const path = join(folder, `${name}-${colorScheme}.png`);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    console.log(`docs/images/${name}-${colorScheme}.png  ${Math.round(statSync(path).size / 1024)} kB`);
  };
  try {
    await walk(page, { home, host, upstream, shoot });
  } finally {
    await page.close();
    await host.stop();
    await upstream.close();
    rmSync(home, { recursive: true, force: true });
  }
}

mkdirSync(folder, { recursive: true });
const browser = await launchChromium();
try {
  for (const colorScheme of ['light', 'dark']) await draw(browser, colorScheme);
} finally {
  await browser.close();
}
