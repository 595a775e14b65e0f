import type { SharedV4Warning, SpeechModelV4, SpeechModelV4CallOptions } from '@ai-sdk/provider';

export interface SpeechStream {
  /** The sound as it is made. Cancelling it ends the request. */
  stream: ReadableStream<Uint8Array>;
  /** `audio/mpeg`; null where the provider does not say. */
  mediaType: string | null;
  warnings: SharedV4Warning[];
}

/** Where a vendor can, the sound may be heard before all of it is there. */
export interface StreamingSpeechModel extends SpeechModelV4 {
  doStream?(options: SpeechModelV4CallOptions): Promise<SpeechStream>;
}
