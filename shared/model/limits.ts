/** Bounds that the window shows before it asks: apart from the schemas, so that it needs no zod. */
export const limits = {
  port: { min: 1, max: 65_535 },
  /** MiB. */
  bodyLimit: { min: 1, max: 1024 },
  /** Characters. */
  passphrase: { min: 8, max: 1024 },
} as const;
