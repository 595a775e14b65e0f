import { expect, test, vi } from 'vitest';
import { serveLink } from '../../../electron/api/serve-link.ts';
import type { ClientFrame, HostFrame } from '../../../shared/contract/frames.ts';
import { createTestHost } from '../../helpers/transport-contract.ts';

function openLink(whenWritable?: () => Promise<void> | undefined) {
  const host = createTestHost();
  const frames: HostFrame[] = [];
  let receive = (_frame: ClientFrame): void => {};
  let close = (): void => {};
  const link = {
    send: (frame: HostFrame) => void frames.push(frame),
    onFrame: (listener: (frame: ClientFrame) => void) => void (receive = listener),
    onClose: (listener: () => void) => void (close = listener),
  };
  serveLink(host.router, link, { actor: 'window', ...(whenWritable && { whenWritable }) });
  return { host, frames, receive: (frame: ClientFrame) => receive(frame), close: () => close() };
}

test('deltas that are ready together share a frame, but a long stream does not wait for its end', async () => {
  const { frames, receive } = openLink();
  receive({ type: 'open', id: 1, name: 'test.count', input: { to: 1000 } });
  await vi.waitFor(() => expect(frames.at(-1)).toMatchObject({ type: 'result' }));
  const sizes = frames.flatMap((frame) => (frame.type === 'deltas' ? [frame.deltas.length] : []));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1000);
  expect(sizes.length).toBeGreaterThan(1);
  expect(sizes.length).toBeLessThan(100);
});

test('while the line is full the handler is not asked for more', async () => {
  const full = Promise.withResolvers<void>();
  const { frames, receive } = openLink(() => full.promise);
  receive({ type: 'open', id: 1, name: 'test.count', input: { to: 1000 } });
  await vi.waitFor(() => expect(frames).toHaveLength(1));
  await new Promise((resolve) => setImmediate(resolve));
  expect(frames).toEqual([{ type: 'deltas', id: 1, deltas: [{ number: 1 }] }]);
  full.resolve();
  await vi.waitFor(() => expect(frames.at(-1)).toMatchObject({ type: 'result' }));
});

test('an id that is still in use is refused instead of mixing two streams', async () => {
  const { frames, receive } = openLink();
  receive({ type: 'open', id: 1, name: 'test.wait', input: {} });
  receive({ type: 'call', id: 1, name: 'test.echo', input: { text: 'x' } });
  expect(frames).toMatchObject([{ id: 1, result: { ok: false, error: { code: 'VALIDATION_FAILED' } } }]);
});

test('cancelling what is over, or never was, does nothing', async () => {
  const { frames, receive } = openLink();
  receive({ type: 'cancel', id: 1 });
  receive({ type: 'call', id: 1, name: 'test.echo', input: { text: 'x' } });
  await vi.waitFor(() => expect(frames).toHaveLength(1));
  receive({ type: 'cancel', id: 1 });
  expect(frames).toHaveLength(1);
});

test('nothing is sent into a closed link', async () => {
  const { host, frames, receive, close } = openLink();
  receive({ type: 'open', id: 1, name: 'test.wait', input: {} });
  await vi.waitFor(() => expect(frames).toHaveLength(1));
  close();
  host.events.publish('test.happened', { note: 'x' });
  await vi.waitFor(() => expect(host.seen).toEqual(['test.wait aborted']));
  await new Promise((resolve) => setImmediate(resolve));
  expect(frames).toHaveLength(1);
});

test('a closed link leaves no listener behind', () => {
  const { router } = createTestHost();
  let listeners = 0;
  const subscribe: typeof router.events.subscribe = (listener) => {
    const unsubscribe = router.events.subscribe(listener);
    listeners++;
    return () => {
      listeners--;
      unsubscribe();
    };
  };
  let close = (): void => {};
  const link = { send: () => {}, onFrame: () => {}, onClose: (listener: () => void) => void (close = listener) };
  serveLink({ ...router, events: { ...router.events, subscribe } }, link, { actor: 'window' });
  expect(listeners).toBe(1);
  close();
  expect(listeners).toBe(0);
});
