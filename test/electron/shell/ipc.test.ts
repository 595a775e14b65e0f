import type { WebContents } from 'electron';
import { expect, test, vi } from 'vitest';
import { toHost, toWindow } from '../../../electron/shell/channels.ts';
import { serveIpc } from '../../../electron/shell/ipc.ts';
import { createPage } from '../../../electron/shell/page.ts';
import type { ClientFrame, HostFrame } from '../../../shared/contract/frames.ts';
import { FakeWebContents, type Frame } from '../../fakes/electron.ts';
import { recordingLog, silentLog } from '../../helpers/test-store.ts';
import { createTestHost, type TestHost } from '../../helpers/transport-contract.ts';
import { type TestLink, transportSuite } from '../../helpers/transport-suite.ts';

const page = createPage({ file: '/app/out/renderer/index.html', devOrigin: undefined });
const ownFrame: Frame = { url: 'file:///app/out/renderer/index.html#/chat', parent: null };

function serveFake({ router }: TestHost, log = silentLog) {
  const contents = new FakeWebContents();
  // The fake has what serveIpc touches; test/fakes/electron.ts checks that against Electron's typings.
  serveIpc({ contents: contents as unknown as WebContents, router, page, log });
  return contents;
}

/** What the preload and the page are to a window: frames in, frames out. */
function pageLink(contents: FakeWebContents): TestLink {
  return {
    send: (frame) => contents.receive(toHost, ownFrame, frame),
    onFrame: (listener) => void contents.outbox.on(toWindow, listener),
    onClose: (listener) => void contents.once('destroyed', listener),
    close: () => contents.destroy(),
  };
}

transportSuite('Electron IPC (fake electron)', async (host) => ({
  connect: async () => pageLink(serveFake(host)),
  close: async () => {},
}));

test('a frame that is not our page gets nothing but the refusal, whatever it sends', async () => {
  const { log, lines } = recordingLog();
  const host = createTestHost();
  const contents = serveFake(host, log);
  const frames: HostFrame[] = [];
  contents.outbox.on(toWindow, (frame: HostFrame) => frames.push(frame));
  const call: ClientFrame = { type: 'call', id: 3, name: 'test.echo', input: { text: 'secret' } };
  const strangers: (Frame | null)[] = [
    { url: 'https://evil.test/', parent: null },
    { url: 'file:///app/out/renderer/other.html', parent: null },
    { url: 'file:///app/out/renderer/index.html.evil', parent: null },
    { url: ownFrame.url, parent: ownFrame },
    null,
  ];
  for (const stranger of strangers) contents.receive(toHost, stranger, call);
  contents.receive(toHost, strangers[0] ?? null, null);
  await vi.waitFor(() => expect(frames).toHaveLength(6));
  expect(frames.map((frame) => frame.type === 'result' && !frame.result.ok && frame.result.error.code)).toEqual(
    Array(6).fill('SENDER_NOT_TRUSTED'),
  );
  expect(frames.map((frame) => frame.type === 'result' && frame.id)).toEqual([3, 3, 3, 3, 3, 0]);
  expect(lines).toHaveLength(6);
  expect(JSON.stringify(lines)).not.toContain('secret');
});

test('a page that is loaded again begins afresh: its old streams end, and nothing of them arrives', async () => {
  const host = createTestHost();
  const contents = serveFake(host);
  const frames: HostFrame[] = [];
  contents.outbox.on(toWindow, (frame: HostFrame) => frames.push(frame));
  const link = pageLink(contents);
  link.send({ type: 'open', id: 1, name: 'test.wait', input: {} });
  await vi.waitFor(() => expect(frames).toHaveLength(1));
  contents.emit('did-navigate');
  await vi.waitFor(() => expect(host.seen).toEqual(['test.wait aborted']));
  link.send({ type: 'call', id: 1, name: 'test.echo', input: { text: 'new' } });
  await vi.waitFor(() => expect(frames.at(-1)).toMatchObject({ id: 1, result: { ok: true, data: { text: 'new' } } }));
  expect(frames).toHaveLength(2);
  host.events.publish('test.happened', { note: 'once' });
  expect(frames.filter(({ type }) => type === 'event')).toHaveLength(1);
});

test('a crashed or closed window ends its streams, and an event then does not reach for it', async () => {
  for (const end of ['render-process-gone', 'destroyed']) {
    const host = createTestHost();
    const contents = serveFake(host);
    const link = pageLink(contents);
    const isRunning = new Promise<void>((resolve) => link.onFrame(() => resolve()));
    link.send({ type: 'open', id: 1, name: 'test.wait', input: {} });
    await isRunning;
    if (end === 'destroyed') contents.destroy();
    else contents.emit(end, {}, { reason: 'crashed', exitCode: 1 });
    await vi.waitFor(() => expect(host.seen).toEqual(['test.wait aborted']));
    host.events.publish('test.happened', { note: 'x' });
  }
});

test('with a dev server its origin is our page, and no other', () => {
  const dev = createPage({ file: '/x', devOrigin: 'http://127.0.0.1:5173' });
  expect(dev.isOwn('http://127.0.0.1:5173/index.html')).toBe(true);
  expect(dev.isOwn('http://127.0.0.1:51730/')).toBe(false);
  expect(dev.isOwn('http://127.0.0.1:5173.evil.test/')).toBe(false);
  expect(dev.isOwn('')).toBe(false);
});
