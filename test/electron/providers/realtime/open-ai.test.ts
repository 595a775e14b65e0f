import { describe, expect, test } from 'vitest';
import { openNetwork } from '../network/open-network.ts';
import { failureOf, told, typesOf } from './follow-talk.ts';
import { openVendor } from './open-vendor.ts';
import { connectTo, startUpstream, testKey } from './upstream.ts';
import { openAiSession } from './vendors.ts';

const greeting = { type: 'session.created', event_id: 'event_theirs', session: openAiSession };
const reach = {
  openai: { settings: (url: string) => ({ baseUrl: `${url}/v1`, organization: 'org-1', project: 'proj_1' }) },
  'azure-openai': { settings: (url: string) => ({ resource: url }) },
} as const;
const model = 'gpt-realtime';

const talkWith = (id: keyof typeof reach, session?: Record<string, unknown>) =>
  openVendor(id, { ...reach[id], model, greeting, isOurs: false, ...(session && { session }) });

describe('the protocol itself', () => {
  // Catches: another address, or a key in it.
  test('OpenAI is asked where and how its documentation says', async () => {
    const { request } = await talkWith('openai');
    expect(request.url).toBe('/v1/realtime?model=gpt-realtime');
    expect(request.headers).toMatchObject({
      authorization: `Bearer ${testKey}`,
      'openai-organization': 'org-1',
      'openai-project': 'proj_1',
    });
    expect(request.headers).not.toHaveProperty('openai-beta');
  });

  // Catches: the addresses of the preview, whose events have other names.
  test('Azure is asked by its v1 API, and by no other', async () => {
    const { request } = await talkWith('azure-openai');
    expect(request.url).toBe('/openai/v1/realtime?model=gpt-realtime');
    expect(request.headers).toMatchObject({ 'api-key': testKey });
    const settings = { resource: 'https://x.openai.azure.com', apiVersion: '2024-10-21' };
    const dated = connectTo('azure-openai', { url: 'http://127.0.0.1' }, { network: openNetwork(), settings });
    const failure = await failureOf(dated.model('realtime', model));
    expect(failure).toMatchObject({ code: 'MODEL_LACKS_CAPABILITY' });
    expect(failure.message).toContain('API version');
  });

  // Catches: a session that only listens, opened as one that talks, which then refuses to be one; or without its model.
  test.each([
    ['openai', '/v1/realtime'],
    ['azure-openai', '/openai/v1/realtime'],
  ] as const)('%s only listens where that is asked', async (id, path) => {
    const input = { transcription: { language: 'de' }, turn_detection: null };
    const { request, hears } = await talkWith(id, { type: 'transcription', audio: { input } });
    expect(request.url).toBe(`${path}?intent=transcription`);
    const session = {
      type: 'transcription',
      audio: { input: { transcription: { language: 'de', model }, turn_detection: null } },
    };
    expect(await hears()).toEqual({ type: 'session.update', session });
    const second = { type: 'transcription', audio: { input: { transcription: { model: 'other' } } } };
    expect(await failureOf(talkWith(id, second))).toMatchObject({ code: 'UNSUPPORTED_PARAMETER' });
  });

  // Catches: events that are changed, reordered or dropped on their way, known here or not.
  test('lets everything through as it is said', async () => {
    const { talk, say, session, hears } = await talkWith('openai');
    const theirs = [
      { type: 'conversation.item.input_audio_transcription.segment', event_id: 'e2', speaker: 'A', new: { deep: [1] } },
      { type: 'response.created', event_id: 'e3', response: { id: 'resp_1' } },
      { type: 'response.function_call_arguments.done', event_id: 'e4', call_id: 'c', name: 'f', arguments: '{}' },
      { type: 'response.done', event_id: 'e5', response: { id: 'resp_1', usage: { total_tokens: 3 } } },
    ];
    for (const event of theirs) say(event);
    await talk.next('response.done');
    expect(talk.events).toEqual([greeting, ...theirs]);
    const ours = [
      {
        type: 'session.update',
        event_id: 'o1',
        session: { type: 'realtime', prompt: { id: 'pmpt_1' }, tracing: 'auto' },
      },
      { type: 'conversation.item.create', item: { type: 'function_call_output', call_id: 'c', output: '{"ok":1}' } },
      { type: 'conversation.item.truncate', item_id: 'i', content_index: 0, audio_end_ms: 120 },
      { type: 'response.create', response: { output_modalities: ['text'], metadata: { a: 'b' } } },
      { type: 'response.cancel' },
    ];
    for (const event of ours) {
      session.send(event);
      expect(await hears()).toEqual(event);
    }
  });

  // Catches: choices for the talk that nobody tells the provider.
  test('says first how the talk is to be held', async () => {
    const { hears } = await talkWith('openai', { instructions: 'Be brief.', output_modalities: ['text'] });
    expect(await hears()).toEqual({
      type: 'session.update',
      session: { type: 'realtime', instructions: 'Be brief.', output_modalities: ['text'] },
    });
  });

  // Catches: a talk that ends with every error, though the provider goes on.
  test('goes on after an error about one event', async () => {
    const { talk, say } = await talkWith('openai');
    say({ type: 'error', event_id: 'e', error: { type: 'invalid_request_error', code: 'x', message: 'No.' } });
    say({ type: 'input_audio_buffer.cleared', event_id: 'e2' });
    await talk.next('input_audio_buffer.cleared');
    expect(typesOf(talk.events)).toEqual(['session.created', 'error', 'input_audio_buffer.cleared']);
  });

  // Catches: a key that is refused after the line was opened, as OpenAI does it, told as a cut.
  test.each([
    ['an error event', { error: { type: 'invalid_request_error', code: 'invalid_api_key', message: 'No.' } }, 1000, ''],
    ['the reason of its close', null, 3000, 'invalid_request_error.invalid_api_key'],
  ])('knows a refused key by %s', async (_how, error, code, reason) => {
    const { url } = await startUpstream({
      onTalk(line) {
        if (error) line.send(JSON.stringify({ type: 'error', ...error }));
        line.close(code, reason);
      },
    });
    const connection = connectTo('openai', { url }, { network: openNetwork(), settings: { baseUrl: `${url}/v1` } });
    const opening = (await connection.model('realtime', model)).open({});
    expect((await failureOf(opening)).code).toBe('INVALID_API_KEY');
  });

  // Catches: the limit of an hour, or a model that is none, told without its reason.
  test.each([
    [1011, 'The server had an error.', 'PROVIDER_UNHEALTHY'],
    [1001, '', 'STREAM_INTERRUPTED'],
    [1008, 'Something else is wrong', 'PROVIDER_REJECTED'],
    [4000, 'invalid_request_error.model_not_found', 'MODEL_NOT_FOUND'],
  ])('tells what a close with %i means', async (code, reason, expected) => {
    const { talk, line } = await talkWith('openai');
    line.close(code, reason);
    expect(told(await talk.end).code).toBe(expected);
  });

  // Catches: a line that is open while nobody is there, and an opening that waits for ever.
  test('is closed before it began', async () => {
    const { url } = await startUpstream({ onTalk: (line) => line.close(1000) });
    const connection = connectTo('openai', { url }, { network: openNetwork(), settings: { baseUrl: `${url}/v1` } });
    const failure = await failureOf((await connection.model('realtime', model)).open({}));
    expect(failure).toMatchObject({ code: 'PROVIDER_UNREACHABLE', retryable: true });
  });
});
