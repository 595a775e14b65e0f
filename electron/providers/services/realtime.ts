/** An event of the OpenAI realtime protocol: the one vocabulary of all talks, whoever is behind them. */
export interface RealtimeEvent {
  type: string;
  [field: string]: unknown;
}

/** A talk that is open in both directions. */
export interface RealtimeSession {
  /** Throws VALIDATION_FAILED for an event that the protocol does not have. */
  send(event: RealtimeEvent): void;
  /** Ends when the talk does; fails with what ended it too early. */
  readonly events: ReadableStream<RealtimeEvent>;
  close(): void;
}

export interface RealtimeModel {
  readonly provider: string;
  readonly modelId: string;
  /** Resolves when the provider has taken the talk on. */
  open(options: { abortSignal?: AbortSignal }): Promise<RealtimeSession>;
}
