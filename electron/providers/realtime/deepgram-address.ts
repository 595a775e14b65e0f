import { z } from 'zod';
import { checkChoices, checkTranscriber } from './choices.ts';
import { unsupported } from './client-events.ts';
import type { AudioFormat, SessionChoices } from './session-choices.ts';
import { rateOf, usualFormat } from './sound.ts';

const choices = [
  'session.type',
  'session.audio.input.format.type',
  'session.audio.input.format.rate',
  'session.audio.input.transcription.model',
  'session.audio.input.transcription.language',
  'session.audio.input.turn_detection',
  'session.audio.input.turn_detection.type',
  'session.audio.input.turn_detection.silence_duration_ms',
];

const encodings: Record<AudioFormat['type'], string> = {
  'audio/pcm': 'linear16',
  'audio/pcmu': 'mulaw',
  'audio/pcma': 'alaw',
};

const silence = z.looseObject({ silence_duration_ms: z.int().min(10) });

/** All of it is told in the address. */
export function listenAddress(baseUrl: string, { model, session }: { model: string; session: SessionChoices }): string {
  checkChoices(session, choices);
  if (session.type === 'realtime') {
    throw unsupported('session of the type realtime', 'It only writes down what it hears: open one of transcription.');
  }
  const { format = usualFormat, transcription, turn_detection: turns } = session.audio?.input ?? {};
  checkTranscriber(session, model);
  const { data } = silence.safeParse(turns);
  const url = new URL(`${baseUrl.replace(/^http/, 'ws')}/v1/listen`);
  const query = {
    model,
    encoding: encodings[format.type],
    sample_rate: String(rateOf(format)),
    channels: '1',
    punctuate: 'true',
    interim_results: 'true',
    vad_events: 'true',
    ...(transcription?.language && { language: transcription.language }),
    // Without turns, whoever speaks says when it is enough.
    ...(turns === null
      ? { endpointing: 'false' }
      : { endpointing: String(data?.silence_duration_ms ?? 300), utterance_end_ms: '1000' }),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
