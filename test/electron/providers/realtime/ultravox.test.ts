import { describe, expect, test } from 'vitest';
import { base64, failureOf, typesOf } from './follow-talk.ts';
import { openVendor } from './open-vendor.ts';
import { testKey } from './upstream.ts';

const order = (host: string) => ({ callId: 'call-1', joinUrl: `ws://${host}/calls/call-1?token=t` });
const greeting = { type: 'call_started', callId: 'call-1' };
const talkWith = (session?: Record<string, unknown>) =>
  openVendor('ultravox', {
    settings: (url) => ({ baseUrl: `${url}/api` }),
    model: 'ultravox-v0.7',
    order,
    greeting,
    ...(session && { session }),
  });

const says = (text: { text?: string; delta?: string }, final: boolean, ordinal: number) => ({
  type: 'transcript',
  role: 'agent',
  medium: 'voice',
  ...text,
  final,
  ordinal,
});

const weather = {
  type: 'function',
  name: 'weather',
  description: 'The weather of a city',
  parameters: { type: 'object', properties: { city: { type: 'string' }, day: { type: 'string' } }, required: ['city'] },
};

describe('a call of Ultravox', () => {
  // Catches: a call whose sound has another rate than ours, and choices lost on their way.
  test('is ordered as it is wanted, and joined then', async () => {
    const { orders, request, talk } = await talkWith({
      instructions: 'Be brief.',
      tools: [weather],
      audio: { input: { format: { type: 'audio/pcm', rate: 16_000 } }, output: { voice: 'Mark' } },
    });
    expect(orders[0]).toMatchObject({ url: '/api/calls', headers: { 'x-api-key': testKey } });
    expect(orders[0]?.body).toEqual({
      model: 'ultravox-v0.7',
      systemPrompt: 'Be brief.',
      voice: 'Mark',
      firstSpeakerSettings: { user: {} },
      medium: { serverWebSocket: { inputSampleRate: 16_000, outputSampleRate: 24_000, clientBufferSizeMs: 30_000 } },
      selectedTools: [
        {
          temporaryTool: {
            modelToolName: 'weather',
            description: 'The weather of a city',
            dynamicParameters: [
              { name: 'city', location: 'PARAMETER_LOCATION_BODY', schema: { type: 'string' }, required: true },
              { name: 'day', location: 'PARAMETER_LOCATION_BODY', schema: { type: 'string' }, required: false },
            ],
            client: {},
          },
        },
      ],
    });
    expect(request.url).toBe('/calls/call-1?token=t');
    expect(request.headers).not.toHaveProperty('x-api-key');
    expect((await talk.next('session.created'))['session']).toMatchObject({ id: 'call-1', model: 'ultravox-v0.7' });
  });

  // Catches: a call that is ordered, and paid, before it is seen that it cannot be had.
  test.each([
    [{ audio: { input: { format: { type: 'audio/pcmu' } } } }, 'UNSUPPORTED_PARAMETER'],
    [{ truncation: 'auto' }, 'UNSUPPORTED_PARAMETER'],
    [{ tools: [{ type: 'mcp', server_label: 'x' }] }, 'UNSUPPORTED_PARAMETER'],
    [{ output_modalities: ['smell'] }, 'VALIDATION_FAILED'],
  ])('refuses %j before anything is ordered', async (session, code) => {
    expect((await failureOf(talkWith(session))).code).toBe(code);
  });

  // Catches: words that are told twice, as they come once in pieces and once whole.
  test('a whole talk', async () => {
    const { session, talk, say, hears } = await talkWith();
    session.send({ type: 'input_audio_buffer.append', audio: base64('sound!') });
    expect(String(await hears())).toBe('sound!');
    say({ type: 'transcript', role: 'user', medium: 'voice', text: 'Hel', final: false, ordinal: 0 });
    say({ type: 'transcript', role: 'user', medium: 'voice', text: 'Hello?', final: true, ordinal: 0 });
    say({ type: 'state', state: 'thinking' });
    say({ type: 'state', state: 'speaking' });
    say(says({ delta: 'Hi ' }, false, 1));
    say(Buffer.from('answer'));
    say(says({ delta: 'there.' }, false, 1));
    say(says({ text: 'Hi there.' }, true, 1));
    say({ type: 'state', state: 'listening' });
    const done = await talk.next('response.done');
    expect(done['response']).toMatchObject({
      status: 'completed',
      output: [{ content: [{ type: 'output_audio', transcript: 'Hi there.' }] }],
    });
    const deltas = talk.events.filter(({ type }) => type === 'response.output_audio_transcript.delta');
    expect(deltas.map(({ delta }) => delta)).toEqual(['Hi ', 'there.']);
    const [sound] = talk.events.filter(({ type }) => type === 'response.output_audio.delta');
    expect(sound?.['delta']).toBe(base64('answer'));
    const heard = await talk.next('conversation.item.input_audio_transcription.completed');
    expect(heard['transcript']).toBe('Hello?');
  });

  // Catches: sound that goes on after the person spoke.
  test('an interruption', async () => {
    const { talk, say } = await talkWith();
    say({ type: 'state', state: 'speaking' });
    say(Buffer.from('answer'));
    say({ type: 'playback_clear_buffer' });
    await talk.next('input_audio_buffer.speech_started');
    expect((await talk.next('response.done'))['response']).toMatchObject({ status: 'cancelled' });
  });

  // Catches: words of an answer that is over, told as a second answer because they come again.
  test('words that come after their answer are not an answer', async () => {
    const { talk, say, line } = await talkWith();
    const begin = { type: 'state', state: 'speaking' };
    for (const one of [begin, says({ delta: 'One two three' }, false, 1), { type: 'playback_clear_buffer' }]) say(one);
    for (const one of [says({ delta: ' four' }, false, 1), says({ text: 'One two three four' }, true, 1)]) say(one);
    for (const one of [says({ text: 'Yes.' }, false, 2), { type: 'state', state: 'listening' }]) say(one);
    say(says({ text: 'Yes.' }, true, 2));
    say(says({ text: 'Goodbye.' }, true, 3));
    line.close(1000);
    expect(await talk.end).toBeUndefined();
    const all = talk.events.filter(({ type }) => type === 'response.output_audio_transcript.done');
    expect(all.map(({ transcript }) => transcript)).toEqual(['One two three', 'Yes.', 'Goodbye.']);
    expect(typesOf(talk.events).filter((type) => type === 'response.done')).toHaveLength(3);
  });

  // Catches: two answers told as one.
  test('an answer after an answer', async () => {
    const { talk, say } = await talkWith();
    say(says({ text: 'One.' }, true, 1));
    say(says({ text: 'Two.' }, true, 2));
    say({ type: 'state', state: 'idle' });
    const spoken = async () => (await talk.next('response.output_audio_transcript.done'))['transcript'];
    expect([await spoken(), await spoken()]).toEqual(['One.', 'Two.']);
  });

  // Catches: a call without its arguments, or a result that does not find its call.
  test('a call and its result', async () => {
    const { session, talk, say, hears } = await talkWith({ tools: [weather] });
    say({ type: 'client_tool_invocation', toolName: 'weather', invocationId: 'inv-1', parameters: { city: 'Köln' } });
    const call = await talk.next('response.function_call_arguments.done');
    expect(call).toMatchObject({ call_id: 'inv-1', name: 'weather', arguments: '{"city":"Köln"}' });
    session.send({
      type: 'conversation.item.create',
      item: { type: 'function_call_output', call_id: 'inv-1', output: '{"rain":true}' },
    });
    expect(await hears()).toEqual({
      type: 'client_tool_result',
      invocationId: 'inv-1',
      result: '{"rain":true}',
      responseType: 'tool-response',
    });
  });

  // Catches: a change that is promised and not made.
  test('can be changed from speaking to writing, and in nothing else', async () => {
    const { session, talk, say, hears } = await talkWith({ instructions: 'Be brief.' });
    session.send({ type: 'session.update', session: { output_modalities: ['text'], instructions: 'Be brief.' } });
    expect(await hears()).toEqual({ type: 'set_output_medium', medium: 'text' });
    expect((await talk.next('session.updated'))['session']).toMatchObject({ output_modalities: ['text'] });
    expect(() => session.send({ type: 'session.update', session: { instructions: 'Be long.' } })).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED_PARAMETER', details: { param: 'session.instructions' } }),
    );
    say({ ...says({ text: 'Written.' }, true, 1), medium: 'text' });
    await talk.next('response.done');
    expect(typesOf(talk.events)).toContain('response.output_text.done');
  });
});
