import type { z } from 'zod';

export interface SendOptions {
  url: string;
  method: 'GET' | 'POST' | 'DELETE';
  /** Default: none. */
  headers?: Record<string, string>;
  /** A form is sent as one, anything else as JSON. Default: none. */
  body?: unknown;
  fetch: typeof fetch;
  signal: AbortSignal;
}

/** A request that no vendor's package makes. A refusal is thrown in the packages' own form. */
export async function send({ url, method, headers = {}, body, fetch, signal }: SendOptions): Promise<Response> {
  signal.throwIfAborted();
  const isForm = body instanceof FormData;
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body !== undefined && !isForm && { 'Content-Type': 'application/json' }) },
    ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    signal,
  });
  if (response.ok) return response;
  const { createStatusCodeErrorResponseHandler } = await import('@ai-sdk/provider-utils');
  // What was asked stays out of the error: it may hold a prompt.
  throw (await createStatusCodeErrorResponseHandler()({ response, url, requestBodyValues: undefined })).value;
}

export async function sendJson<Answer>({
  answer,
  ...options
}: SendOptions & { answer: z.ZodType<Answer> }): Promise<Answer> {
  const response = await send(options);
  const { createJsonResponseHandler } = await import('@ai-sdk/provider-utils');
  const { url } = options;
  return (await createJsonResponseHandler(answer)({ response, url, requestBodyValues: undefined })).value;
}
