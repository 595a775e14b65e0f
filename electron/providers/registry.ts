import type { Vendor } from './define-vendor.ts';
import { openai } from './vendors/openai.ts';
import { openaiCompatible } from './vendors/openai-compatible.ts';

/** Every vendor this app knows, a to z. */
export const vendors: readonly Vendor[] = [openai, openaiCompatible];

export const vendorOf = (kind: string): Vendor | undefined => vendors.find((vendor) => vendor.kind.id === kind);
