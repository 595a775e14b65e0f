import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { WebSocket } from 'ws';
import { startConnectProxy } from '../network/connect-proxy.ts';
import { openNetwork } from '../network/open-network.ts';
import { base64, failureOf, followTalk, told } from './follow-talk.ts';
import { connectTo, startUpstream, testKey, type UpstreamOptions } from './upstream.ts';
import { type TalkingVendor, talkingVendors } from './vendors.ts';

interface Opened {
  network?: Parameters<typeof openNetwork>[0];
  upstream?: UpstreamOptions;
  abortSignal?: AbortSignal;
}

/** A talk with one vendor, and the line at its other end. */
async function begin(vendor: TalkingVendor, { network = {}, upstream: options, abortSignal }: Opened = {}) {
  const line = Promise.withResolvers<WebSocket>();
  const heard: Buffer[] = [];
  const upstream = await startUpstream({
    ...(vendor.answer && { answer: vendor.answer }),
    onTalk(socket) {
      vendor.greet(socket);
      socket.on('message', (data, isBinary) => {
        const sound = vendor.heard(data, isBinary);
        if (sound) heard.push(sound);
      });
      line.resolve(socket);
    },
    ...options,
  });
  const settings = vendor.settings(upstream.url);
  const connection = connectTo(vendor.id, upstream, { network: openNetwork(network), settings });
  const model = await connection.model('realtime', 'some-model');
  const opening = model.open({ ...(abortSignal && { abortSignal }) });
  return { upstream, heard, opening, line: line.promise };
}

async function talk(vendor: TalkingVendor, opened: Opened = {}) {
  const { opening, line, ...rest } = await begin(vendor, opened);
  const session = await opening;
  onTestFinished(() => session.close());
  return { ...rest, session, line: await line, followed: followTalk(session) };
}

describe.each(talkingVendors)('a talk with $id', (vendor) => {
  // Catches: sound lost, mixed up or held back while both sides speak.
  test('carries 30 KB a second both ways for a while', async () => {
    const { session, line, followed, heard } = await talk(vendor);
    const chunk = (index: number) => Buffer.alloc(3000, index);
    const count = 20;
    for (let index = 0; index < count; index += 1) {
      session.send({ type: 'input_audio_buffer.append', audio: chunk(index).toString('base64') });
      vendor.speak(line, chunk(index));
      await wait(10);
    }
    await expect.poll(() => Buffer.concat(heard).length).toBe(count * 3000);
    expect(Buffer.concat(heard).equals(Buffer.concat(Array.from({ length: count }, (_, index) => chunk(index))))).toBe(
      true,
    );
    if (vendor.isSilent) return;
    const spoken = () => followed.events.filter(({ type }) => type === 'response.output_audio.delta');
    await expect.poll(() => spoken().length).toBe(count);
    const sound = spoken().map(({ delta }) => Buffer.from(String(delta), 'base64'));
    expect(Buffer.concat(sound).length).toBe(count * 3000);
  });

  // Catches: a wrong key that looks like trouble with the network, or a key or signed address in what is told.
  test('says that the key is refused, and tells nobody the key', async () => {
    const { status, body } = vendor.refusal;
    const { opening } = await begin(vendor, {
      upstream: vendor.answer
        ? { answer: (_request, response) => void response.writeHead(status).end(body) }
        : { refuse: { status, body } },
    });
    const failure = await failureOf(opening);
    expect(failure.code).toBe('INVALID_API_KEY');
    expect(JSON.stringify(failure) + String(failure.stack) + String(failure.cause)).not.toContain(testKey);
  });

  // Catches: a line that breaks in the middle and looks like a talk that ended.
  test('is interrupted when the line breaks', async () => {
    const { line, followed } = await talk(vendor);
    line.terminate();
    const failure = told(await followed.end);
    expect(failure).toMatchObject({ code: 'STREAM_INTERRUPTED', retryable: true });
  });

  // Catches: a talk that hangs on, or crashes the host, after something that nobody can read.
  test.each([['not json'], ['{"no":"type"}'], ['[1,2']])('ends with a bad answer after %s', async (garbage) => {
    const { line, followed } = await talk(vendor);
    const closed = new Promise((resolve) => void line.once('close', resolve));
    line.send(garbage);
    expect(told(await followed.end).code).toBe('PROVIDER_BAD_ANSWER');
    await closed;
  });

  // Catches: frames outside of the WebSocket protocol that go unnoticed.
  test('is interrupted by bytes that are no frame', async () => {
    const { line, followed } = await talk(vendor);
    (line as unknown as { _socket: NodeJS.WritableStream })._socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
    expect(told(await followed.end).code).toBe('STREAM_INTERRUPTED');
  });

  // Catches: a cancelled talk that goes on, and costs.
  test('is cancelled in the middle', async () => {
    const abort = new AbortController();
    const { line, followed } = await talk(vendor, { abortSignal: abort.signal });
    const closed = new Promise((resolve) => void line.once('close', resolve));
    abort.abort();
    expect(told(await followed.end).code).toBe('CANCELLED');
    await closed;
  });

  // Catches: an opening that cannot be given up, and a line that stays behind it.
  test('is cancelled before it began', async () => {
    const abort = new AbortController();
    const { opening } = await begin(vendor, { abortSignal: abort.signal });
    abort.abort();
    expect((await failureOf(opening)).code).toBe('CANCELLED');
  });

  // Catches: a provider's reason for ending it that is lost with the line.
  test('tells why the provider ended it', async () => {
    const { line, followed } = await talk(vendor);
    line.close(1013, 'Try again later');
    expect(told(await followed.end)).toMatchObject({ code: 'PROVIDER_UNHEALTHY', retryable: true });
  });

  // Catches: an end of ours, or a regular one of theirs, that is told as a failure.
  test('ends in peace from both sides', async () => {
    const first = await talk(vendor);
    const gone = new Promise((resolve) => void first.line.once('close', (code) => resolve(code)));
    first.session.close();
    expect(await first.followed.end).toBeUndefined();
    expect(await gone).toBe(1000);
    expect(() => first.session.send({ type: 'input_audio_buffer.commit' })).toThrow(/over/);
    const second = await talk(vendor);
    second.line.close(1000);
    expect(await second.followed.end).toBeUndefined();
  });

  // Catches: a misspelt event that is passed on, or ends the talk.
  test('refuses events that are none, and goes on', async () => {
    const { session, heard } = await talk(vendor);
    const invalid = { code: 'VALIDATION_FAILED' };
    expect(() => session.send({ type: 'input_audio.append', audio: '' })).toThrow(expect.objectContaining(invalid));
    expect(() => session.send({ type: 'input_audio_buffer.append', audio: '§' })).toThrow(
      expect.objectContaining({ ...invalid, details: { param: 'audio' } }),
    );
    session.send({ type: 'input_audio_buffer.append', audio: base64('still here') });
    await expect.poll(() => Buffer.concat(heard).toString()).toBe('still here');
  });

  // Catches: talks that pass the proxy of their provider by.
  test('goes through the proxy', async () => {
    const proxy = await startConnectProxy({});
    const { session, heard, upstream } = await talk(vendor, { network: { proxy: proxy.url } });
    session.send({ type: 'input_audio_buffer.append', audio: base64('by proxy') });
    await expect.poll(() => Buffer.concat(heard).toString()).toBe('by proxy');
    expect(proxy.targets).toContain(`127.0.0.1:${upstream.port}`);
  });
});
