import { de } from './de/index.ts';
import { en } from './en/index.ts';

export type Catalogue = typeof en;

const catalogues = { en, de } satisfies Record<string, Catalogue>;

export type Language = keyof typeof catalogues;

export const catalogueFor = (language: Language): Catalogue => catalogues[language];

const isLanguage = (tag: string): tag is Language => Object.hasOwn(catalogues, tag);

/** The language to show: the one that was set, else the first of the system's that we have, else English. */
export function resolveLanguage(setting: Language | 'system', systemLanguages: readonly string[]): Language {
  if (setting !== 'system') return setting;
  return systemLanguages.map((tag) => tag.toLowerCase().split('-')[0] ?? '').find(isLanguage) ?? 'en';
}
