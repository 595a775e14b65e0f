/** A batch at a vendor, as it stands there. */
export interface VendorBatch {
  id: string;
  /** Where it has ended, how. `failed`: nothing of it was asked. */
  status: 'running' | 'cancelling' | 'completed' | 'failed' | 'expired' | 'cancelled';
  counts: { completed: number; failed: number };
  /** UTC ms; null where it is not said. */
  expiresAt: number | null;
  /** What the vendor says is wrong with it. */
  problems: readonly { message: string; line: number | null; param: string | null }[];
  /** The vendor's names of its files with answers. */
  files: readonly string[];
  /** The vendor's name of the file with the requests; null where it is not said. */
  input: string | null;
}

/** What came of one line. */
export interface VendorResult {
  customId: string;
  /** HTTP status; null where there is no answer. */
  status: number | null;
  body: unknown;
  /** Why there is no answer. */
  error: { code: string; message: string } | null;
}

interface NewVendorBatch {
  /** Of the file. */
  name: string;
  /** JSONL in OpenAI's form; from disk it is an `openAsBlob`, which is read as it is sent. */
  content: Blob;
  endpoint: string;
  /** What it can be found again by. */
  tag: string;
}

/** A vendor's own batches: asked in its own time, for less. */
export interface BatchDesk {
  /** How much of the usual price is let off: 0.5 is half of it. */
  discount: number;
  /** Hours within which it is done. */
  window: number;
  /** What its lines may ask. */
  endpoints: readonly string[];
  /** Leaves no file there where it is refused. */
  create(batch: NewVendorBatch, signal: AbortSignal): Promise<VendorBatch>;
  /** One made at that time or later; null where there is none, undefined where that cannot be found out. */
  find(tag: string, since: number, signal: AbortSignal): Promise<VendorBatch | null | undefined>;
  look(id: string, signal: AbortSignal): Promise<VendorBatch>;
  cancel(id: string, signal: AbortSignal): Promise<VendorBatch>;
  /** In no order; only of one that has ended. */
  results(batch: VendorBatch, signal: AbortSignal): AsyncGenerator<VendorResult, void, void>;
  /** The file with its requests is not needed any more. */
  discardInput(batch: VendorBatch, signal: AbortSignal): Promise<void>;
}
