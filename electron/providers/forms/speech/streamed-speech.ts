import type { SpeechModelV4, SpeechModelV4CallOptions } from '@ai-sdk/provider';
import type { SpeechStream, StreamingSpeechModel } from '../../services/streamed-speech.ts';

type Create<Reach> = (connection: Reach, modelId: string) => Promise<SpeechModelV4>;

interface Request {
  url: URL;
  init: RequestInit;
}

/**
 * The packages wait for the whole sound. So they only write the request, in front of a sound of one byte, and it is
 * sent here; `address` says where the vendor answers piece by piece.
 */
export const withStreaming =
  <Reach extends { fetch: typeof fetch }>(create: Create<Reach>, address: (url: URL) => URL) =>
  async (connection: Reach, modelId: string): Promise<StreamingSpeechModel> => {
    const model = await create(connection, modelId);
    return {
      specificationVersion: 'v4',
      provider: model.provider,
      modelId: model.modelId,
      doGenerate: (options) => model.doGenerate(options),
      async doStream(options) {
        let request: Request | undefined;
        const noting: typeof fetch = async (input, init) => {
          request = { url: new URL(input instanceof Request ? input.url : input), init: init ?? {} };
          return new Response(new Uint8Array(1), { headers: { 'content-type': 'audio/mpeg' } });
        };
        const { warnings } = await (await create({ ...connection, fetch: noting }, modelId)).doGenerate(options);
        if (!request) throw new Error(`${modelId} spoke without asking anybody`);
        const sent = { url: address(request.url), init: request.init };
        return { ...(await send(connection.fetch, sent, options)), warnings };
      },
    };
  };

async function send(
  fetchIt: typeof fetch,
  { url, init }: Request,
  { abortSignal, text }: SpeechModelV4CallOptions,
): Promise<Omit<SpeechStream, 'warnings'>> {
  const response = await fetchIt(url, { ...init, signal: abortSignal ?? null });
  if (!response.ok) {
    const { createStatusCodeErrorResponseHandler } = await import('@ai-sdk/provider-utils');
    const asked = { response, url: url.href, requestBodyValues: { text } };
    throw (await createStatusCodeErrorResponseHandler()(asked)).value;
  }
  return { stream: response.body ?? new Blob([]).stream(), mediaType: response.headers.get('content-type') };
}
