import { z } from 'zod';
import type { OpenSocket } from '../network/web-socket.ts';
import type { RealtimeModel } from '../services/realtime.ts';
import { checkTranscriber } from './choices.ts';
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
function addressOf(baseUrl: string, model: string, { type }: SessionChoices): string {
  const url = new URL(`${baseUrl}/realtime`);
  url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:';
  // A model in the address is one to talk with: https://developers.openai.com/api/docs/guides/realtime-transcription
  if (type === 'transcription') url.searchParams.set('intent', type);
  else url.searchParams.set('model', model);
  return url.href;
}

/** Whoever only listens is told in the session by which model. */
function choicesFor(model: string, session: SessionChoices): SessionChoices {
  if (session.type !== 'transcription') return session;
  checkTranscriber(session, model);
  const { audio } = session;
  const transcription = { ...audio?.input?.transcription, model };
  return { ...session, audio: { ...audio, input: { ...audio?.input, transcription } } };
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
    async order(session) {
      const translate = openAiTalk(choicesFor(modelId, session));
      return { url: addressOf(baseUrl, modelId, session), headers: await headers(), translate };
    },
  });
