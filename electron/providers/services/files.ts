export interface UploadedFile {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
  /** What it is for, in the vendor's own words: "batch". */
  purpose: string;
  /** UTC ms. */
  createdAt: number;
}

/** A file to be uploaded: from disk it is an `openAsBlob`, which is read as it is sent. */
export interface NewFile {
  name: string;
  purpose: string;
  content: Blob;
}

/** Files that a vendor keeps for its batches. */
export interface FileShelf {
  upload(file: NewFile, signal: AbortSignal): Promise<UploadedFile>;
  /** Default: for any purpose. */
  list(options: { purpose?: string }, signal: AbortSignal): Promise<UploadedFile[]>;
  content(id: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
  delete(id: string, signal: AbortSignal): Promise<void>;
}
