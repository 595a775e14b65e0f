import { z } from 'zod';
import type { OpenSocket } from '../network/web-socket.ts';
import type { RealtimeModel } from '../services/realtime.ts';
import { readTyped } from './json-messages.ts';
import type { Translate } from './open-talk.ts';
import { realtimeModel } from './realtime-model.ts';
import type { SessionChoices } from './session-choices.ts';
import { TalkFailed } from './talk-failed.ts';

const errorEvent = z.looseObject({ error: z.looseObject({}) });

/** The protocol itself: what OpenAI says goes through as it is, what nobody here knows too. */
const openAiTalk =
  (session: SessionChoices): Translate =>
  ({ tell, send }) => {
    let hasBegun = false;
    return {
      hear(message) {
        const event = readTyped(message);
        const { success: isError, data } = errorEvent.safeParse(event);
        // Later errors are about one event of ours, and the talk goes on; where it does not, the line is closed.
        if (event.type === 'error' && !hasBegun) throw new TalkFailed(isError ? data : event);
        if (event.type === 'session.created' && !hasBegun) {
          hasBegun = true;
          if (Object.keys(session).length > 0)
            send(JSON.stringify({ type: 'session.update', session: { type: 'realtime', ...session } }));
        }
        tell(event);
      },
      say: (event) => send(JSON.stringify(event)),
    };
  };

/** https://platform.openai.com/docs/guides/realtime-websocket, below the address where the API begins. */
function addressOf(baseUrl: string, model: string): string {
  const url = new URL(`${baseUrl}/realtime`);
  url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:';
  url.searchParams.set('model', model);
  return url.href;
}

export interface OpenAiReach {
  provider: string;
  /** With the version. */
  baseUrl: string;
  /** Asked for at every opening: what is in them may be a token. */
  headers(): Promise<Record<string, string>> | Record<string, string>;
  openSocket: OpenSocket;
}

export const openAiRealtime = (
  modelId: string,
  { provider, baseUrl, headers, openSocket }: OpenAiReach,
): RealtimeModel =>
  realtimeModel({
    provider,
    modelId,
    openSocket,
    order: async (session) => ({
      url: addressOf(baseUrl, modelId),
      headers: await headers(),
      translate: openAiTalk(session),
    }),
  });
