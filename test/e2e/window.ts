// What a person does in the window, in the words that are on it.
import { expect, type Locator, type Page } from '@playwright/test';
import type { RoomName } from '../../renderer/app/navigation.ts';
import { catalogueFor } from '../../shared/i18n/index.ts';
import type { Upstream } from '../helpers/upstream.ts';
import type { HostProcess } from './host-process.ts';

export const words = catalogueFor('en');

/** Opens the window with the printed address, which signs it in. */
export async function openWindow(page: Page, host: HostProcess): Promise<void> {
  // A page that is open already would take the new fragment without loading again.
  await page.goto('about:blank');
  await page.goto(host.signInUrl);
  await expect(sidebar(page)).toBeVisible();
}

export const sidebar = (page: Page): Locator => page.getByRole('navigation', { name: words.nav.label });

export async function goTo(page: Page, room: RoomName): Promise<void> {
  await sidebar(page).getByRole('link', { name: words.nav[room], exact: true }).click();
  await expect(sidebar(page).getByRole('link', { name: words.nav[room], exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
}

/** Through the settings, as a person does it; the window is in the settings afterwards. */
export async function chooseGerman(page: Page): Promise<void> {
  await goTo(page, 'settings');
  await page.getByRole('combobox', { name: words.settings.fields.language.label }).click();
  await page.getByRole('option', { name: 'Deutsch' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
}

/** The form for a server that speaks the OpenAI interface, in the dialog that is open. */
export async function fillCompatibleServer(page: Page, { url }: Pick<Upstream, 'url'>): Promise<Locator> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /OpenAI-compatible/ }).click();
  await dialog.getByLabel('Base URL').fill(url);
  return dialog;
}

/** A fresh window with the upstream as its only provider, ready to write. */
export async function openConnected(page: Page, host: HostProcess, upstream: Upstream): Promise<void> {
  await openWindow(page, host);
  await connectUpstream(page, upstream);
}

/** From the empty chat to the first provider. */
export async function connectUpstream(page: Page, upstream: Upstream): Promise<void> {
  await page.getByRole('button', { name: words.chat.noProvider.action }).click();
  const dialog = await fillCompatibleServer(page, upstream);
  await dialog.getByRole('button', { name: words.providers.dialog.submit }).click();
  await expect(dialog).toBeHidden();
  await expect(composer(page)).toBeFocused();
}

/** One part of the provider whose page is open. */
export async function openPart(page: Page, label: string): Promise<void> {
  const tab = page.getByRole('tab', { name: new RegExp(`^${label}`) });
  await tab.click();
  await expect(tab).toHaveAttribute('aria-selected', 'true');
}

export const composer = (page: Page): Locator => page.getByRole('textbox', { name: words.chat.message, exact: true });

/** Not its search field, which is there a moment longer than its list. */
export const modelPicker = (page: Page) => page.getByRole('combobox', { name: new RegExp(`^${words.chat.model}:`) });

export async function chooseModel(page: Page, model: string): Promise<void> {
  await modelPicker(page).click();
  await page.getByPlaceholder(words.chat.searchModels).fill(model);
  await page.getByRole('option', { name: model, exact: true }).click();
}

export async function ask(page: Page, text: string, { model }: { model?: string } = {}): Promise<void> {
  if (model) await chooseModel(page, model);
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

/** The answers on screen, oldest first. */
export const answers = (page: Page): Locator => page.getByRole('article', { name: words.chat.assistant });

/** The first paragraph of the newest answer: all of it, for a model that writes only one. */
export const answerText = (page: Page): Locator => answers(page).last().getByRole('paragraph').first();

export const conversationNamed = (page: Page, title: string): Locator =>
  page.getByRole('navigation', { name: words.chat.conversations }).getByRole('button', { name: title, exact: true });
