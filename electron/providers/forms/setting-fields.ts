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
