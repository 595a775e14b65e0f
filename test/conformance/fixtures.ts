import type { VendorFixture } from '../fixtures/vendors/types.ts';

const files = import.meta.glob<unknown>('../fixtures/vendors/*.ts', { eager: true, import: 'default' });

/** By the id of the vendor, which is the name of the file. */
export const fixtureOf = (id: string): VendorFixture | undefined =>
  files[`../fixtures/vendors/${id}.ts`] as VendorFixture | undefined;
