import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type Catalogue, catalogueFor, type Language, resolveLanguage } from '../../shared/i18n/index.ts';
import { createFormat, type Format } from './format.ts';
import { remember, remembered } from './remember.ts';

export interface I18n {
  /** The words. */
  t: Catalogue;
  format: Format;
  language: Language;
}

const made = new Map<Language, I18n>();

/** The same object for the same language, so that a hook that returns it settles. */
function i18nFor(language: Language): I18n {
  const i18n = made.get(language) ?? { t: catalogueFor(language), format: createFormat(language), language };
  made.set(language, i18n);
  return i18n;
}

const rememberedAs = 'switchyard.language';

/** Before the settings have arrived, the language of the last time; else the one of the system. */
function firstLanguage(): Language {
  const stored = remembered(rememberedAs);
  return resolveLanguage(stored === 'en' || stored === 'de' ? stored : 'system', navigator.languages);
}

const store = createStore<I18n>(() => i18nFor(firstLanguage()));

/** Called with the setting whenever it is loaded or changed. */
export function applyLanguage(setting: Language | 'system'): void {
  const language = resolveLanguage(setting, navigator.languages);
  remember(rememberedAs, setting);
  globalThis.document?.documentElement.setAttribute('lang', language);
  store.setState(i18nFor(language), true);
}

export const useI18n = (): I18n => useStore(store);

/** For code outside React, such as a store that shows a toast. */
export const currentI18n = (): I18n => store.getState();
