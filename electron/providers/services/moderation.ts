export interface ModerationOptions {
  /** One result each, in this order. */
  inputs: readonly string[];
  abortSignal?: AbortSignal;
}

export interface ModerationResult {
  flagged: boolean;
  /** By category, in the provider's own words for them. */
  categories: Record<string, { flagged: boolean; score: number | null }>;
}

/** Says whether texts break the rules of its provider. */
export interface ModerationModel {
  readonly provider: string;
  readonly modelId: string;
  moderate(options: ModerationOptions): Promise<{ results: ModerationResult[] }>;
}
