/** What a server has to do for one of its models, whoever asked for it. */
export interface ModelLoad {
  /** Null: of all that it has together. */
  modelId: string | null;
  running: number;
  waiting: number;
}

export interface LoadReader {
  /** Empty: it answered, and says nothing about its load. */
  read(signal: AbortSignal): Promise<readonly ModelLoad[]>;
}
