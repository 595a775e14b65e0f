import { z } from 'zod';
import { baseUrl } from './base-url.ts';

/** The address of a vendor's own API: only somebody with a proxy in between writes another. */
export const apiAddress = (usual: string) =>
  baseUrl.default(usual).meta({
    title: 'Base URL',
    description: 'Only to be changed for a proxy in between.',
    placeholder: usual,
  });

/** The address of a server on the user's own machines. */
export const ownAddress = (usual: string) =>
  baseUrl.default(usual).meta({
    title: 'Base URL',
    description: 'Where it answers; on this computer or another.',
    placeholder: usual,
  });

/** An empty field of the form is one that was left out. */
export const optionalText = z
  .string()
  .trim()
  .max(200)
  .transform((text) => text || undefined)
  .optional();

const wordsIn = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '');

/** Words with commas between: a field for a list. */
export const listOfWords = z
  .string()
  .max(1000)
  .transform((text) => wordsIn(text).join(', ') || undefined)
  .optional();

/** Undefined where there are none. */
export const wordsOf = (text: string | undefined): string[] | undefined => (text ? wordsIn(text) : undefined);

export const optionalNumber = z.number().min(0).max(1_000_000).optional();
