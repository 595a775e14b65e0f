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
  /** Minutes. */
  healthMinutes: { min: 1, max: 1440 },
  /** MiB. */
  responseCacheSize: { min: 0, max: 1_048_576 },
  /** In a row. */
  breakerFailures: { min: 1, max: 1000 },
  /** Seconds. */
  breakerRest: { min: 1, max: 86_400 },
  requestsPerMinute: { min: 1, max: 1_000_000_000 },
  tokensPerMinute: { min: 1, max: 1_000_000_000 },
  /** Seconds. */
  limitWait: { min: 0, max: 3600 },
} as const;
