import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { base64, failureOf, told, typesOf } from './follow-talk.ts';
import { openVendor } from './open-vendor.ts';
import { testKey } from './upstream.ts';

const talkWith = (session?: Record<string, unknown>) =>
  openVendor('deepgram', { model: 'nova-3', ...(session && { session }) });

const results = (transcript: string, more: Record<string, boolean> = {}) => ({
  type: 'Results',
  channel_index: [0, 1],
  duration: 1,
  start: 0,
  is_final: false,
  speech_final: false,
  ...more,
  channel: { alternatives: [{ transcript, confidence: 0.9, words: [] }] },
});

describe('live transcription by Deepgram', () => {
  // Catches: sound that is taken for another format, and so for noise.
  test('is told in the address what it will hear', async () => {
    const { request, talk } = await talkWith({
      type: 'transcription',
      audio: {
        input: {
          format: { type: 'audio/pcmu' },
          transcription: { language: 'de' },
          turn_detection: { type: 'server_vad', silence_duration_ms: 700 },
        },
      },
    });
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    expect(pathname).toBe('/v1/listen');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      model: 'nova-3',
      encoding: 'mulaw',
      sample_rate: '8000',
      language: 'de',
      endpointing: '700',
    });
    expect(request.headers.authorization).toBe(`Token ${testKey}`);
    expect((await talk.next('session.created'))['session']).toMatchObject({ type: 'transcription', model: 'nova-3' });
  });

  // Catches: the usual format told as another one, or a rate that was asked for and not told.
  test.each([
    [undefined, '24000'],
    [{ audio: { input: { format: { type: 'audio/pcm', rate: 16_000 } } } }, '16000'],
  ])('takes any rate: %j', async (session, rate) => {
    const { request } = await talkWith(session);
    expect(new URL(request.url ?? '', 'http://x').searchParams.get('sample_rate')).toBe(rate);
    expect(new URL(request.url ?? '', 'http://x').searchParams.get('encoding')).toBe('linear16');
  });

  // Catches: words that change told as if they would stay, and one utterance told as two.
  test('a whole talk', async () => {
    const { session, talk, say, hears } = await talkWith();
    session.send({ type: 'input_audio_buffer.append', audio: base64('x'.repeat(4800)) });
    expect(String(await hears())).toHaveLength(4800);
    say({ type: 'SpeechStarted', channel: [0], timestamp: 0.1 });
    say(results('the'));
    say(results('The sun', { is_final: true }));
    say(results('will rise.', { is_final: true, speech_final: true }));
    say({ type: 'UtteranceEnd', channel: [0], last_word_end: 1.2 });
    say({ type: 'Metadata', request_id: 'r' });
    const completed = await talk.next('conversation.item.input_audio_transcription.completed');
    expect(completed['transcript']).toBe('The sun will rise.');
    expect(typesOf(talk.events)).toEqual([
      'session.created',
      'input_audio_buffer.speech_started',
      'input_audio_buffer.committed',
      'conversation.item.added',
      'conversation.item.input_audio_transcription.delta',
      'conversation.item.input_audio_transcription.delta',
      'input_audio_buffer.speech_stopped',
      'conversation.item.done',
      'conversation.item.input_audio_transcription.completed',
    ]);
    expect((await talk.next('input_audio_buffer.speech_started'))['audio_start_ms']).toBe(100);
    const deltas = talk.events.flatMap(({ delta }) => (typeof delta === 'string' ? [delta] : []));
    expect(deltas.join('')).toBe('The sun will rise.');
    expect(new Set(talk.events.flatMap(({ item_id: id }) => (id === undefined ? [] : [id]))).size).toBe(1);
  });

  // Catches: a commit that does nothing, so that the last words never come.
  test('a commit brings the rest, a close says goodbye', async () => {
    const { session, talk, say, hears, line } = await talkWith({ audio: { input: { turn_detection: null } } });
    session.send({ type: 'input_audio_buffer.commit' });
    expect(await hears()).toEqual({ type: 'Finalize' });
    say(results('All of it', { is_final: true, from_finalize: true }));
    expect(await talk.next('conversation.item.input_audio_transcription.completed')).toMatchObject({
      transcript: 'All of it',
    });
    const gone = new Promise((resolve) => void line.once('close', resolve));
    session.close();
    expect(await hears()).toEqual({ type: 'CloseStream' });
    await gone;
  });

  // Catches: the last words lost because the line was closed before the pause that ends them.
  test('words that the provider leaves open when it goes are told whole', async () => {
    const { talk, say, line } = await talkWith();
    say(results('All of', { is_final: true }));
    say(results('it', { is_final: true }));
    line.close(1000);
    expect(await talk.end).toBeUndefined();
    expect(talk.events.at(-1)).toMatchObject({
      type: 'conversation.item.input_audio_transcription.completed',
      transcript: 'All of it',
    });
  });

  // Catches: a pause of ten seconds that ends the talk; and a timer that runs on after it.
  test('keeps the line while nobody speaks', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const { session, hears } = await talkWith();
    vi.advanceTimersByTime(4000);
    session.send({ type: 'input_audio_buffer.append', audio: base64('x') });
    vi.advanceTimersByTime(4000);
    session.send({ type: 'input_audio_buffer.commit' });
    expect(await hears()).toEqual({ type: 'KeepAlive' });
    expect(String(await hears())).toBe('x');
    expect(await hears()).toEqual({ type: 'Finalize' });
    vi.advanceTimersByTime(4000);
    expect(await hears()).toEqual({ type: 'KeepAlive' });
    session.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  // Catches: a talk that somebody waits in for an answer that cannot come.
  test('refuses what only a model that speaks can do', async () => {
    const { session } = await talkWith();
    for (const event of [
      { type: 'response.create' },
      { type: 'input_audio_buffer.clear' },
      { type: 'session.update', session: { audio: { input: { format: { type: 'audio/pcma' } } } } },
    ]) {
      expect(() => session.send(event)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_PARAMETER' }));
    }
    for (const choices of [
      { type: 'realtime' },
      { instructions: 'Speak.' },
      { audio: { input: { transcription: { model: 'nova-2' } } } },
    ]) {
      expect((await failureOf(talkWith(choices))).code).toBe('UNSUPPORTED_PARAMETER');
    }
  });

  // Catches: its own error told as a bad answer, or its reason kept.
  test.each([
    ['an error', (talk: Awaited<ReturnType<typeof talkWith>>) => talk.say({ type: 'Error', description: 'Bad sound' })],
    ['a close', (talk: Awaited<ReturnType<typeof talkWith>>) => talk.line.close(1008, 'DATA-0000: Bad sound')],
  ])('tells why it ended, by %s', async (_how, end) => {
    const open = await talkWith();
    end(open);
    const failure = told(await open.talk.end);
    expect(failure.code).toBe('PROVIDER_REJECTED');
    expect(failure.message).toContain('Bad sound');
  });
});
