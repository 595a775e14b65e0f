/** An event of the OpenAI realtime protocol: the one vocabulary of all talks, whoever is behind them. */
export interface RealtimeEvent {
  type: string;
  [field: string]: unknown;
}

/** A talk that is open in both directions. */
export interface RealtimeSession {
  /**
   * Throws VALIDATION_FAILED for an event that the protocol does not have, UNSUPPORTED_PARAMETER for one that this
   * provider has nothing for, and STREAM_INTERRUPTED when the talk is over. After the first two it goes on.
   */
  send(event: RealtimeEvent): void;
  /** Begins with `session.created`. Ends when the talk does; fails with what ended it too early. */
  readonly events: ReadableStream<RealtimeEvent>;
  /** Bytes on their way to the provider: whoever sends sound waits while it grows. */
  readonly unsent: number;
  /** Ends the talk at once; what the provider has not said yet is lost. */
  close(): void;
}

export interface RealtimeOptions {
  /** What `session.update` would say. Some providers take it only here. */
  session?: Record<string, unknown>;
  /** Ends the opening, and the talk too. */
  abortSignal?: AbortSignal;
}

export interface RealtimeModel {
  readonly provider: string;
  readonly modelId: string;
  /** Resolves when the provider has taken the talk on. */
  open(options: RealtimeOptions): Promise<RealtimeSession>;
}
