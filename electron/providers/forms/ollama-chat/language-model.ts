import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { contentOf, finishOf, metadataOf, ollamaAnswer, usageOf } from './answer.ts';
import { readPieces } from './lines.ts';
import { toOllamaRequest } from './request.ts';
import { toStreamParts } from './stream.ts';

export interface OllamaChatOptions {
  /** The word its own options stand under in `providerOptions`. */
  provider: string;
  /** Up to `/api`. */
  baseUrl: string;
  headers: Record<string, string>;
  fetch: typeof fetch;
}

/**
 * `POST /api/chat`. The package for it (4.0.1) sends sampling settings where they are ignored, and tells a stream that
 * broke off, or a line that cannot be read, as a good end.
 */
export function ollamaChat(modelId: string, options: OllamaChatOptions): LanguageModelV4 {
  const { provider, baseUrl, headers, fetch } = options;

  async function ask(call: LanguageModelV4CallOptions, stream: boolean) {
    const kit = await import('@ai-sdk/provider-utils');
    const { body, warnings } = toOllamaRequest(modelId, provider, call);
    const question = {
      url: `${baseUrl}/chat`,
      headers: kit.combineHeaders(headers, call.headers),
      body: { ...body, stream },
      failedResponseHandler: kit.createStatusCodeErrorResponseHandler(),
      ...(call.abortSignal && { abortSignal: call.abortSignal }),
      fetch,
    };
    return { kit, question, body, warnings };
  }

  return {
    specificationVersion: 'v4',
    provider,
    modelId,
    supportedUrls: {},

    async doGenerate(call) {
      const { kit, question, body, warnings } = await ask(call, false);
      const successfulResponseHandler = kit.createJsonResponseHandler(ollamaAnswer);
      const { value, rawValue, responseHeaders } = await kit.postJsonToApi({ ...question, successfulResponseHandler });
      const content = contentOf(value);
      const hasToolCalls = content.some(({ type }) => type === 'tool-call');
      return {
        content,
        finishReason: finishOf(value, hasToolCalls),
        usage: usageOf(value),
        warnings,
        request: { body },
        response: { ...metadataOf(value), ...(responseHeaders && { headers: responseHeaders }), body: rawValue },
      };
    },

    async doStream(call) {
      const { kit, question, body, warnings } = await ask(call, true);
      const successfulResponseHandler = readPieces;
      const { value, responseHeaders } = await kit.postJsonToApi({ ...question, successfulResponseHandler });
      return {
        stream: kit.convertAsyncIteratorToReadableStream(toStreamParts(value, warnings)),
        request: { body },
        response: responseHeaders ? { headers: responseHeaders } : {},
      };
    },
  };
}
