/** What the window looks at before it asks: apart from the schema, so that it needs no zod. In bytes. */
export const largestTransferFile = 1024 * 1024;
