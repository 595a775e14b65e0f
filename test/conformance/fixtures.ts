import type { Vendor } from '../../electron/providers/define-vendor.ts';
import { chatCases, wrongKey } from '../fixtures/vendors/chat-cases.ts';
import { listCase } from '../fixtures/vendors/other-cases.ts';
import type { VendorFixture } from '../fixtures/vendors/types.ts';

const files = import.meta.glob<unknown>('../fixtures/vendors/*.ts', { eager: true, import: 'default' });

/** By the id of the vendor, which is the name of the file. */
export const fixtureOf = (vendor: Vendor): VendorFixture | undefined =>
  (files[`../fixtures/vendors/${vendor.kind.id}.ts`] as VendorFixture | undefined) ?? plainFixture(vendor);

/** Who only chats, and has no file of its own, is taken for one that speaks OpenAI's form as it stands. */
export function plainFixture({ kind: { services }, baseUrl }: Vendor): VendorFixture | undefined {
  if (services.join() !== 'language') return undefined;
  const base = baseUrl({});
  const own = chatCases({ url: `${base}/chat/completions`, model: 'any', error: wrongKey });
  return {
    settings: {},
    apiKey: 'made-up-0123456789',
    recordings: [],
    own: [...own, listCase({ base }, { id: 'any' })],
  };
}
