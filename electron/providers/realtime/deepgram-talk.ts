import { z } from 'zod';
import type { OpenSocket } from '../network/web-socket.ts';
import type { RealtimeModel } from '../services/realtime.ts';
import { checkUnchanged } from './choices.ts';
import { unsupported } from './client-events.ts';
import { createConversation, newId } from './conversation.ts';
import { listenAddress } from './deepgram-address.ts';
import { createHearing } from './hearing.ts';
import { readKnown } from './json-messages.ts';
import type { Translate } from './open-talk.ts';
import { realtimeModel } from './realtime-model.ts';
import type { SessionChoices } from './session-choices.ts';
import { createSoundClock, describeSession, usualFormat } from './sound.ts';
import { TalkFailed } from './talk-failed.ts';

/** https://developers.deepgram.com/reference/speech-to-text/listen-streaming */
const known = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('Results'),
    is_final: z.boolean().default(false),
    speech_final: z.boolean().default(false),
    from_finalize: z.boolean().default(false),
    channel: z.looseObject({ alternatives: z.array(z.looseObject({ transcript: z.string() })) }),
  }),
  z.looseObject({ type: z.literal('SpeechStarted') }),
  z.looseObject({ type: z.literal('UtteranceEnd') }),
  z.looseObject({ type: z.literal('Error'), description: z.string().nullish(), message: z.string().nullish() }),
]);

/** It closes the line when it hears nothing for 10 seconds: https://developers.deepgram.com/docs/audio-keep-alive */
const lookEvery = 4000;

/** Words that may still change are not told: a delta cannot be taken back in this protocol. */
const deepgramTalk =
  ({ model, session }: { model: string; session: SessionChoices }): Translate =>
  ({ tell, send }) => {
    const input = session.audio?.input?.format ?? usualFormat;
    const clock = createSoundClock(input);
    const conversation = createConversation(tell);
    const hearing = createHearing({ tell, conversation, now: clock.now });
    const chosen = { ...session, type: 'transcription' as const };
    const described = describeSession(chosen, { id: newId('sess'), model, input, output: null });
    let words: string[] = [];
    let isQuiet = true;

    const write = (type: 'KeepAlive' | 'Finalize' | 'CloseStream'): void => send(JSON.stringify({ type }));
    const timer = setInterval(() => {
      if (isQuiet) write('KeepAlive');
      isQuiet = true;
    }, lookEvery);
    const finish = (): void => {
      if (words.length > 0) hearing.said(words.join(' '));
      words = [];
    };

    // It says nothing before it has heard something: that it opened the line is its yes.
    tell({ type: 'session.created', session: described });

    return {
      hear(message) {
        const read = readKnown(known, message);
        if (read?.type === 'SpeechStarted') hearing.started();
        if (read?.type === 'UtteranceEnd') finish();
        if (read?.type === 'Error') {
          throw new TalkFailed({ error: { type: 'bad_request', message: read.description ?? read.message ?? '' } });
        }
        if (read?.type !== 'Results' || !read.is_final) return;
        const transcript = read.channel.alternatives[0]?.transcript ?? '';
        if (transcript !== '') {
          hearing.words(words.length > 0 ? ` ${transcript}` : transcript);
          words.push(transcript);
        }
        if (read.speech_final || read.from_finalize) finish();
      },
      say(event) {
        if (event.type === 'session.update') {
          checkUnchanged(described, event.session);
          tell({ type: 'session.updated', session: described });
        } else if (event.type === 'input_audio_buffer.append') {
          const sound = Buffer.from(event.audio, 'base64');
          clock.add(sound.length);
          isQuiet = false;
          // An empty message would end the stream.
          if (sound.length > 0) send(sound);
        } else if (event.type === 'input_audio_buffer.commit') {
          write('Finalize');
        } else {
          throw unsupported(event.type, 'It only writes down what it hears.');
        }
      },
      finish,
      leave: () => write('CloseStream'),
      stop: () => clearInterval(timer),
    };
  };

export interface DeepgramReach {
  provider: string;
  baseUrl: string;
  headers: Record<string, string>;
  openSocket: OpenSocket;
}

export const deepgramRealtime = (
  model: string,
  { provider, baseUrl, headers, openSocket }: DeepgramReach,
): RealtimeModel =>
  realtimeModel({
    provider,
    modelId: model,
    openSocket,
    order: (session) => ({
      url: listenAddress(baseUrl, { model, session }),
      headers,
      translate: deepgramTalk({ model, session }),
    }),
  });
