import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Client, createClient } from '../../shared/contract/client.ts';
import type { ClientLink, HostFrame } from '../../shared/contract/frames.ts';
import { createTestHost, type TestContract, type TestHost } from './transport-contract.ts';

export interface TestLink extends ClientLink {
  close(): void | Promise<void>;
}

export interface Transport {
  connect(): Promise<TestLink>;
  close(): Promise<void>;
}

interface Window {
  client: Client<TestContract>;
  link: TestLink;
  /** Everything the host sent, as it came. */
  frames: HostFrame[];
}

/** What every way into the contract must do alike. */
export function transportSuite(name: string, open: (host: TestHost) => Promise<Transport>): void {
  describe(`the contract over ${name}`, () => {
    let host: TestHost;
    let transport: Transport;
    const windows: Window[] = [];

    const connect = async (): Promise<Window> => {
      const link = await transport.connect();
      const frames: HostFrame[] = [];
      const onFrame: ClientLink['onFrame'] = (listener) =>
        link.onFrame((frame) => {
          frames.push(frame);
          listener(frame);
        });
      const window = { link, frames, client: createClient<TestContract>({ ...link, onFrame }) };
      windows.push(window);
      // Whoever has an answer is connected.
      await window.client.call('test.echo', { text: 'hello' });
      return window;
    };

    beforeEach(async () => {
      host = createTestHost();
      transport = await open(host);
    });
    afterEach(async () => {
      for (const { link } of windows.splice(0)) await link.close();
      await transport.close();
    });

    test('a call gets its answer, with defaults filled in', async () => {
      const { client } = await connect();
      expect(await client.call('test.echo', { text: 'ab' })).toEqual({ text: 'ab' });
      expect(await client.call('test.echo', { text: 'ab', times: 2 })).toEqual({ text: 'abab' });
      expect(await client.call('test.find', { id: 7, deep: true, tag: ['x', 'y'] })).toEqual({
        id: 7,
        deep: true,
        tag: ['x', 'y'],
      });
    });

    test('many calls at once each get their own answer', async () => {
      const { client } = await connect();
      const texts = Array.from({ length: 30 }, (_, index) => `text ${index}`);
      const answers = await Promise.all(texts.map((text) => client.call('test.echo', { text })));
      expect(answers.map(({ text }) => text)).toEqual(texts);
    });

    test('unicode and a megabyte come through unchanged', async () => {
      const { client } = await connect();
      const text = 'ä€😀\u2028"\\\n'.repeat(80_000);
      expect(await client.call('test.echo', { text })).toEqual({ text });
    });

    test('bad input is refused and names the field', async () => {
      const { client } = await connect();
      await expect(client.call('test.echo', { text: '' })).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
      const wrong = { text: 5 } as unknown as { text: string };
      await expect(client.call('test.echo', wrong)).rejects.toThrow(/text/);
    });

    test('an unknown call is refused, and so is the name of something every object has', async () => {
      const { client } = await connect();
      for (const unknown of ['test.nothing', 'toString', '__proto__', 'test.happened']) {
        await expect(client.call(unknown as 'test.echo', { text: 'x' })).rejects.toMatchObject({
          code: 'UNKNOWN_CALL',
        });
      }
    });

    test('a typed error crosses as it is', async () => {
      const { client } = await connect();
      await expect(client.call('test.fail', { how: 'typed' })).rejects.toMatchObject({
        code: 'CONFLICT',
        message: 'Two of a kind.',
        retryable: false,
      });
    });

    test('what else a handler throws, and what the contract does not name, stays inside', async () => {
      const { client, frames } = await connect();
      await expect(client.call('test.fail', { how: 'unknown' })).rejects.toMatchObject({ code: 'INTERNAL' });
      expect(await client.call('test.fail', { how: 'leaky' })).toEqual({});
      expect(JSON.stringify(frames)).not.toMatch(/someone|not in the contract|\.ts/);
    });

    test('a stream gives all deltas in order and then exactly one end', async () => {
      const { client, frames } = await connect();
      const stream = client.open('test.count', { to: 1000 });
      const numbers: number[] = [];
      for await (const { number } of stream) numbers.push(number);
      expect(numbers).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
      expect(await stream.end).toEqual({ total: 1000 });
      expect(frames.filter(({ type }) => type === 'result')).toHaveLength(2);
      expect(frames.at(-1)).toMatchObject({ type: 'result', result: { ok: true } });
    });

    test('a stream with bad input or an unknown name ends with the error', async () => {
      const { client } = await connect();
      await expect(client.open('test.count', { to: -1 }).end).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
      await expect(client.open('test.none' as 'test.break', {}).end).rejects.toMatchObject({ code: 'UNKNOWN_CALL' });
    });

    test('a stream that fails midway gives what came before and then the error', async () => {
      const { client } = await connect();
      const stream = client.open('test.break', {});
      const numbers: number[] = [];
      const read = async () => {
        for await (const { number } of stream) numbers.push(number);
      };
      await expect(read()).rejects.toMatchObject({ code: 'PROVIDER_UNHEALTHY', message: 'The upstream went away.' });
      expect(numbers).toEqual([1, 2]);
    });

    test('cancelling a stream reaches the handler and ends it as cancelled', async () => {
      const { client } = await connect();
      const stream = client.open('test.wait', {});
      for await (const { number } of stream) {
        expect(number).toBe(1);
        break;
      }
      await expect(stream.end).rejects.toMatchObject({ code: 'CANCELLED' });
      await vi.waitFor(() => expect(host.seen).toEqual(['test.wait aborted']));
    });

    test('a stream that has said nothing yet can be cancelled too', async () => {
      const { client } = await connect();
      const stream = client.open('test.silent', {});
      await vi.waitFor(() => expect(host.seen).toEqual(['test.silent began']));
      stream.cancel();
      await expect(stream.end).rejects.toMatchObject({ code: 'CANCELLED' });
      await vi.waitFor(() => expect(host.seen).toContain('test.silent aborted'));
    });

    test('cancelling a stream ends it even if its handler never looks at the signal', async () => {
      const { client } = await connect();
      const stream = client.open('test.count', { to: 300_000 });
      for await (const _ of stream) break;
      await expect(stream.end).rejects.toMatchObject({ code: 'CANCELLED' });
    });

    test('a field the contract does not name is refused by its name', async () => {
      const { client } = await connect();
      const misspelt = { text: 'x', tiems: 2 };
      await expect(client.call('test.echo', misspelt)).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
        message: expect.stringContaining('tiems'),
      });
      const more = { id: 1, depth: true };
      await expect(client.call('test.find', more)).rejects.toThrow(/depth/);
    });

    test('one stream that stalls holds up nothing else', async () => {
      const { client } = await connect();
      const stalled = client.open('test.wait', {});
      expect(await client.open('test.count', { to: 3 }).end).toEqual({ total: 3 });
      stalled.cancel();
    });

    test('an event reaches every window', async () => {
      const [one, other] = [await connect(), await connect()];
      const notes: string[] = [];
      one.client.on('test.happened', ({ note }) => notes.push(`one ${note}`));
      other.client.on('test.happened', ({ note }) => notes.push(`other ${note}`));
      host.events.publish('test.happened', { note: 'ä' });
      await vi.waitFor(() => expect(notes.toSorted()).toEqual(['one ä', 'other ä']));
    });

    test('a window that goes away takes its streams and calls with it, and leaves the others', async () => {
      const [one, other] = [await connect(), await connect()];
      const stream = one.client.open('test.wait', {});
      const hanging = one.client.call('test.hang', {});
      hanging.catch(() => {});
      const stays = other.client.open('test.wait', {});
      await stream[Symbol.asyncIterator]().next();
      await stays[Symbol.asyncIterator]().next();
      await vi.waitFor(() => expect(host.seen).toContain('test.hang began'));
      await one.link.close();
      await expect(stream.end).rejects.toMatchObject({ code: 'DISCONNECTED' });
      await expect(hanging).rejects.toMatchObject({ code: 'DISCONNECTED' });
      const ended = ['test.hang aborted', 'test.hang began', 'test.wait aborted'];
      await vi.waitFor(() => expect(host.seen.toSorted()).toEqual(ended));
      expect(await other.client.call('test.echo', { text: 'still here' })).toEqual({ text: 'still here' });
      host.events.publish('test.happened', { note: 'nobody there' });
    });
  });
}
