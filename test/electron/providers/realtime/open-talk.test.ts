import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { WebSocket } from 'ws';
import { openTalk, type Translate } from '../../../../electron/providers/realtime/open-talk.ts';
import { openTestProviders } from '../../../helpers/upstream-host.ts';
import { openNetwork } from '../network/open-network.ts';
import { failureOf, followTalk, told } from './follow-talk.ts';
import { startUpstream, testKey } from './upstream.ts';
import { openAiSession } from './vendors.ts';

/** A line of our own to a provider that says nothing by itself. */
async function openLine() {
  const upstream = Promise.withResolvers<WebSocket>();
  const { url } = await startUpstream({ onTalk: (socket) => upstream.resolve(socket) });
  const line = await openNetwork().openSocket(url.replace('http', 'ws'));
  onTestFinished(() => line.close());
  return { line, socket: await upstream.promise };
}

/** Everything is sound. */
const plain: Translate = ({ tell, send }) => {
  tell({ type: 'session.created' });
  return {
    hear: (message) => tell({ type: 'sound', delta: String(message) }),
    say: (event) => send(JSON.stringify(event)),
  };
};

describe('a talk', () => {
  // Catches: somebody who waits for ever for a provider that took the line and says nothing.
  test('must begin in time', async () => {
    const { line, socket } = await openLine();
    const gone = new Promise((resolve) => void socket.once('close', resolve));
    const failure = await failureOf(openTalk(line, () => ({ hear() {}, say() {} }), { patience: 50 }));
    expect(failure.code).toBe('PROVIDER_TIMEOUT');
    await gone;
  });

  // Catches: the memory that fills with sound for a provider that does not take it.
  test('ends when the provider is too far behind', async () => {
    const { line, socket } = await openLine();
    socket.pause();
    const session = await openTalk(line, plain, {});
    const followed = followTalk(session, false);
    const audio = Buffer.alloc(768 * 1024).toString('base64');
    const sendAll = () => {
      for (let count = 0; count < 40; count += 1) session.send({ type: 'input_audio_buffer.append', audio });
    };
    expect(sendAll).toThrow(expect.objectContaining({ code: 'STREAM_INTERRUPTED' }));
    expect(told(await followed.end).message).toContain('at the speed it is spoken');
  });

  // Catches: the memory that fills with sound that nobody here listens to, and what waited lost.
  test('does not read on while nobody listens', async () => {
    const { line, socket } = await openLine();
    const session = await openTalk(line, plain, {});
    const sound = 'x'.repeat(256 * 1024);
    for (let count = 0; count < 200; count += 1) socket.send(sound);
    await wait(1000);
    const left = socket.bufferedAmount;
    expect(left).toBeGreaterThan(16 * 1024 * 1024);
    await wait(500);
    expect(socket.bufferedAmount).toBe(left);
    socket.close();
    const followed = followTalk(session, false);
    expect(await followed.end).toBeUndefined();
    expect(followed.events).toHaveLength(201);
  });

  // Catches: a line that is held by somebody who stopped reading.
  test('ends when its reader goes away', async () => {
    const { line, socket } = await openLine();
    const gone = new Promise((resolve) => void socket.once('close', resolve));
    const session = await openTalk(line, plain, {});
    await session.events.cancel();
    await gone;
    expect(() => session.send({ type: 'response.create' })).toThrow(/over/);
  });
});

// Catches: providers whose connections have no line for talks, or one beside their own network.
test('is had from a provider as it is stored, by its own network and key', async () => {
  const { url, requests } = await startUpstream({
    onTalk: (line) => line.send(JSON.stringify({ type: 'session.created', session: openAiSession })),
  });
  const { providers } = openTestProviders();
  const { id } = await providers.create({
    kind: 'openai',
    name: 'Work',
    settings: { baseUrl: `${url}/v1` },
    network: { proxy: null, headers: { 'x-team': 'blue' } },
    apiKey: testKey,
  });
  const connection = await providers.connect(id);
  const session = await (await connection.model('realtime', 'gpt-realtime')).open({});
  expect(requests[0]?.headers).toMatchObject({ authorization: `Bearer ${testKey}`, 'x-team': 'blue' });
  session.close();
});
