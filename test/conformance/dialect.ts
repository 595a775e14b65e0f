import type {
  EmbeddingModelV4CallOptions,
  ImageModelV4CallOptions,
  LanguageModelV4CallOptions,
  RerankingModelV4CallOptions,
  SpeechModelV4CallOptions,
  TranscriptionModelV4CallOptions,
} from '@ai-sdk/provider';
import type { ModerationOptions, ModerationResult } from '../../electron/providers/services/moderation.ts';
import type { StreamForm } from './stream-forms.ts';

/**
 * A request as a recording holds it, and as replay.ts notes what was sent. A multipart form is
 * `{ $multipart: [{ name, value } | { name, filename, contentType, bytes }] }`, a raw upload `{ $binary: { bytes } }`.
 */
export interface WireRequest {
  method: string;
  url: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: unknown;
}

export interface WireResponse {
  status: number;
  headers: Record<string, string>;
  body: string | { base64: string };
}

export interface Interaction {
  request: WireRequest;
  response: WireResponse;
}

interface CallOptions {
  language: LanguageModelV4CallOptions;
  embedding: EmbeddingModelV4CallOptions;
  image: ImageModelV4CallOptions;
  speech: SpeechModelV4CallOptions;
  transcription: TranscriptionModelV4CallOptions;
  reranking: RerankingModelV4CallOptions;
  moderation: Pick<ModerationOptions, 'inputs'>;
}

/** The same thing a recorded client asked, in the words our vendors understand. */
export type Asked =
  | {
      [Name in keyof CallOptions]: { service: Name; modelId: string; options: CallOptions[Name]; stream: boolean };
    }[keyof CallOptions]
  | { service: 'models' };

/** What an answer must come to. A field that is absent is not compared. */
export interface Expected {
  text?: string;
  reasoning?: string;
  toolCalls?: { id?: string; name: string; input: unknown }[];
  finish?: 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'error' | 'other';
  /** Totals: `input` holds what came from the cache, `output` holds the reasoning. */
  usage?: { input?: number; cacheRead?: number; cacheWrite?: number; output?: number; reasoning?: number };
  vectors?: number[][];
  /** Best first. */
  ranking?: { index: number; score: number }[];
  /** How many images or files came. */
  images?: number;
  /** Bytes of speech. */
  audio?: number;
  transcript?: string;
  verdicts?: ModerationResult[];
  /** Ids that the list must hold; `keepsModel` of the fixture says which of them a vendor keeps. */
  models?: string[];
  /** The answer was 200, and holds an error: asking must throw or end in an error part. */
  failsInside?: boolean;
}

/** A wire form, known without our code and without the SDKs. */
export interface Dialect {
  name: string;
  matches(request: WireRequest): boolean;
  /** `providerOptions` only where they matter to the answer. Throws where a request cannot be raised: name it then. */
  raise(request: WireRequest): Asked;
  /** Only called for 2xx. Put together from the raw body by plain code. */
  read(response: WireResponse, request: WireRequest): Expected;
  /** One line a difference, empty when what was sent asks for the same as what was recorded: `body.tools[0].name: …`. */
  compare(sent: WireRequest, recorded: WireRequest): string[];
  /**
   * What the provider would have answered to what we sent, where it is the same in another encoding: we ask for numbers
   * where the recorded client asked for base64. Default: what is recorded.
   */
  retell?(response: WireResponse, sent: WireRequest): WireResponse;
  /** How its streams are framed (sse, ndjson or your own), for the cases that damage one. Absent: it has no streams. */
  streamForm?: StreamForm;
}
