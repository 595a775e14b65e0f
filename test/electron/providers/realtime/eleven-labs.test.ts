import { describe, expect, test } from 'vitest';
import { failureOf, typesOf } from './follow-talk.ts';
import { openVendor } from './open-vendor.ts';
import { testKey } from './upstream.ts';
import { metadata } from './vendors.ts';

const order = (host: string) => ({ signed_url: `ws://${host}/v1/convai/conversation?agent_id=agent_1&token=t` });
const talkWith = (session?: Record<string, unknown>, greeting: object = metadata()) =>
  openVendor('elevenlabs', { model: 'agent_1', order, greeting, ...(session && { session }) });

const audio = (id: number, sound = 'AAAA') => ({ type: 'audio', audio_event: { audio_base_64: sound, event_id: id } });
const response = (text: string) => ({ type: 'agent_response', agent_response_event: { agent_response: text } });
const transcript = (text: string) => ({ type: 'user_transcript', user_transcription_event: { user_transcript: text } });

describe('an agent of ElevenLabs', () => {
  // Catches: a key in an address, and an agent's own format not told to who sends the sound.
  test('is reached by a signed address, and says in which format it talks', async () => {
    const { orders, request, talk, hears } = await talkWith();
    expect(orders[0]?.url).toBe('/v1/convai/conversation/get-signed-url?agent_id=agent_1');
    expect(orders[0]?.headers).toMatchObject({ 'xi-api-key': testKey });
    expect(request.url).toBe('/v1/convai/conversation?agent_id=agent_1&token=t');
    expect(request.headers).not.toHaveProperty('xi-api-key');
    expect(await hears()).toEqual({ type: 'conversation_initiation_client_data' });
    const pcm = { format: { type: 'audio/pcm', rate: 16_000 } };
    expect((await talk.next('session.created'))['session']).toMatchObject({
      id: 'conv_1',
      model: 'agent_1',
      audio: { input: pcm, output: pcm },
    });
  });

  // Catches: choices lost on their way, or sound in a format that the agent would take for noise.
  test('is told how to talk, and refuses what it cannot be told', async () => {
    const { hears } = await talkWith({
      instructions: 'Be brief.',
      audio: { output: { voice: 'voice_1' }, input: { transcription: { language: 'de' } } },
    });
    expect(await hears()).toEqual({
      type: 'conversation_initiation_client_data',
      conversation_config_override: {
        agent: { prompt: { prompt: 'Be brief.' }, language: 'de' },
        tts: { voice_id: 'voice_1' },
      },
    });
    const wrongRate = { audio: { input: { format: { type: 'audio/pcm', rate: 24_000 } } } };
    const refused = await failureOf(talkWith(wrongRate));
    expect(refused).toMatchObject({ code: 'UNSUPPORTED_PARAMETER', details: { param: 'session.audio.input.format' } });
    expect(refused.message).toContain('16000 Hz');
    const tools = [{ type: 'function', name: 'f' }];
    expect((await failureOf(talkWith({ tools }))).details).toEqual({ param: 'session.tools' });
  });

  // Catches: a talk whose events come in an order that clients of the protocol do not know.
  test('a whole talk', async () => {
    const { session, talk, say, hears } = await talkWith();
    await hears();
    session.send({ type: 'input_audio_buffer.append', audio: 'AAEC' });
    expect(await hears()).toEqual({ user_audio_chunk: 'AAEC' });
    say(transcript('Hello?'));
    say(audio(1));
    say(response('Hi there.'));
    say(audio(2, 'BBBB'));
    say({ type: 'ping', ping_event: { event_id: 7, ping_ms: 20 } });
    expect(await hears()).toEqual({ type: 'pong', event_id: 7 });
    const done = await talk.next('response.done');
    expect(typesOf(talk.events)).toEqual([
      'session.created',
      'input_audio_buffer.committed',
      'conversation.item.added',
      'conversation.item.done',
      'conversation.item.input_audio_transcription.completed',
      'response.created',
      'response.output_item.added',
      'conversation.item.added',
      'response.content_part.added',
      'response.output_audio.delta',
      'response.output_audio_transcript.delta',
      'response.output_audio.delta',
      'response.output_audio.done',
      'response.output_audio_transcript.done',
      'response.content_part.done',
      'response.output_item.done',
      'conversation.item.done',
      'response.done',
    ]);
    expect(done['response']).toMatchObject({
      status: 'completed',
      output: [{ role: 'assistant', content: [{ type: 'output_audio', transcript: 'Hi there.' }] }],
    });
  });

  // Catches: a goodbye that is never told to its end, as the agent hangs up right after it.
  test('an agent that hangs up has said what it said', async () => {
    const { talk, say, line } = await talkWith();
    say(audio(1));
    say(response('Goodbye.'));
    line.close(1000);
    expect(await talk.end).toBeUndefined();
    expect(talk.events.at(-1)).toMatchObject({
      type: 'response.done',
      response: { status: 'completed', output: [{ content: [{ transcript: 'Goodbye.' }] }] },
    });
  });

  // Catches: sound of an answer that was interrupted, played over the person who speaks.
  test('an interruption', async () => {
    const { talk, say } = await talkWith();
    say(response('One two three.'));
    say(audio(5));
    say({ type: 'interruption', interruption_event: { event_id: 5 } });
    say(audio(5, 'late'));
    say(transcript('Stop'));
    say(audio(6, 'new0'));
    const done = await talk.next('response.done');
    expect(done['response']).toMatchObject({ status: 'cancelled', status_details: { reason: 'turn_detected' } });
    expect(typesOf(talk.events).indexOf('input_audio_buffer.speech_started')).toBeLessThan(talk.events.indexOf(done));
    await talk.next('input_audio_buffer.speech_stopped');
    await talk.next('response.done');
    const sounds = talk.events.filter(({ type }) => type === 'response.output_audio.delta').map(({ delta }) => delta);
    expect(sounds).toEqual(['AAAA', 'new0']);
  });

  // Catches: a call without its arguments, or a result that does not find its call.
  test('a call and its result', async () => {
    const { session, talk, say, hears } = await talkWith();
    await hears();
    say({
      type: 'client_tool_call',
      client_tool_call: { tool_name: 'weather', tool_call_id: 'call_1', parameters: { city: 'Köln' } },
    });
    const call = await talk.next('response.function_call_arguments.done');
    expect(call).toMatchObject({ call_id: 'call_1', name: 'weather', arguments: '{"city":"Köln"}' });
    expect((await talk.next('response.done'))['response']).toMatchObject({ output: [{ type: 'function_call' }] });
    session.send({
      type: 'conversation.item.create',
      item: { type: 'function_call_output', call_id: 'call_1', output: 'rain' },
    });
    session.send({ type: 'response.create' });
    session.send({
      type: 'conversation.item.create',
      item: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'And now?' }] },
    });
    expect([await hears(), await hears()]).toEqual([
      { type: 'client_tool_result', tool_call_id: 'call_1', result: 'rain', is_error: false },
      { type: 'user_message', text: 'And now?' },
    ]);
    expect(await talk.next('conversation.item.done')).toBeDefined();
  });

  // Catches: something asked for that silently does not happen.
  test('refuses what it has nothing for', async () => {
    const { session, talk } = await talkWith();
    const refused = [
      { type: 'input_audio_buffer.commit' },
      { type: 'response.cancel' },
      { type: 'response.create', response: { instructions: 'Shout.' } },
      { type: 'session.update', session: { instructions: 'Other.' } },
      { type: 'conversation.item.delete', item_id: 'i' },
    ];
    for (const event of refused) {
      expect(() => session.send(event)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_PARAMETER' }));
    }
    session.send({ type: 'session.update', session: { type: 'realtime' } });
    await talk.next('session.updated');
  });

  // Catches: an agent that only writes, told as if it spoke; and its words told twice.
  test('an answer in writing', async () => {
    const { talk, say, hears } = await talkWith({ output_modalities: ['text'] });
    expect(await hears()).toMatchObject({ conversation_config_override: { conversation: { text_only: true } } });
    const part = (type: string, text = '') => ({
      type: 'agent_chat_response_part',
      text_response_part: { type, text },
    });
    for (const one of [part('start'), part('delta', 'Hi '), part('delta', 'there.'), part('stop')]) say(one);
    say(response('Hi there.'));
    const done = await talk.next('response.output_text.done');
    expect(done['text']).toBe('Hi there.');
    expect(typesOf(talk.events).filter((type) => type === 'response.output_text.delta')).toHaveLength(2);
  });
});
