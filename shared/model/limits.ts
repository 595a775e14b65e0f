/** Bounds that the window shows before it asks: apart from the schemas, so that it needs no zod. */
export const limits = {
  port: { min: 1, max: 65_535 },
  /** MiB. */
  bodyLimit: { min: 1, max: 1024 },
  /** Characters. */
  passphrase: { min: 8, max: 1024 },
  /** Minutes. */
  keepAlive: { min: 0, max: 525_600 },
  /** MiB. */
  modelMemoryLimit: { min: 16, max: 16_777_216 },
} as const;
