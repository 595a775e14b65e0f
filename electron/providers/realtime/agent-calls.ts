import { z } from 'zod';
import { getJson } from '../forms/asking/get-json.ts';
import type { OpenSocket } from '../network/web-socket.ts';
import type { RealtimeModel } from '../services/realtime.ts';
import { elevenLabsTalk } from './eleven-labs-talk.ts';
import { realtimeModel } from './realtime-model.ts';
import { orderOf } from './ultravox-call.ts';
import { ultravoxTalk } from './ultravox-talk.ts';

export interface AgentReach {
  provider: string;
  /** Where the API begins. */
  baseUrl: string;
  headers: Record<string, string>;
  fetch: typeof fetch;
  openSocket: OpenSocket;
}

/** An address that is good for one talk: who knows it needs no key, so it is never told or logged. */
const address = z.url({ protocol: /^wss?$/ });
const signed = z.looseObject({ signed_url: address });
const call = z.looseObject({ callId: z.string(), joinUrl: address });

/** https://elevenlabs.io/docs/eleven-agents/api-reference/conversations/get-signed-url */
export const elevenLabsRealtime = (
  agentId: string,
  { provider, baseUrl, headers, fetch, openSocket }: AgentReach,
): RealtimeModel =>
  realtimeModel({
    provider,
    modelId: agentId,
    openSocket,
    async order(session, signal) {
      const translate = elevenLabsTalk({ agentId, session });
      const query = new URLSearchParams({ agent_id: agentId });
      const url = `${baseUrl}/v1/convai/conversation/get-signed-url?${query.toString()}`;
      const { signed_url } = await getJson({ url, headers, answer: signed, fetch, signal });
      return { url: signed_url, translate };
    },
  });

/** https://docs.ultravox.ai/apps/websockets */
export const ultravoxRealtime = (
  model: string,
  { provider, baseUrl, headers, fetch, openSocket }: AgentReach,
): RealtimeModel =>
  realtimeModel({
    provider,
    modelId: model,
    openSocket,
    async order(session, signal) {
      const { createJsonResponseHandler, createStatusCodeErrorResponseHandler, postJsonToApi } = await import(
        '@ai-sdk/provider-utils'
      );
      const { value } = await postJsonToApi({
        url: `${baseUrl}/calls`,
        headers,
        body: orderOf(model, session),
        successfulResponseHandler: createJsonResponseHandler(call),
        failedResponseHandler: createStatusCodeErrorResponseHandler(),
        abortSignal: signal,
        fetch,
      });
      return { url: value.joinUrl, translate: ultravoxTalk({ model, callId: value.callId, session }) };
    },
  });
