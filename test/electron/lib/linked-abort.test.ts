import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { linkAbort } from '../../../electron/lib/linked-abort.ts';

// Catches: an upstream that goes on when its caller has left, and one whose end takes the caller's other work with it.
test('is aborted with the caller, or alone', () => {
  const caller = new AbortController();
  const [one, other] = [linkAbort(caller.signal), linkAbort(caller.signal)];
  one.abort();
  expect([one.signal.aborted, other.signal.aborted, caller.signal.aborted]).toEqual([true, false, false]);
  caller.abort('left');
  expect(other.signal.reason).toBe('left');
  expect(linkAbort(caller.signal).signal.reason).toBe('left');
});

// Catches: a listener for each attempt left on the signal of a request that lasts.
test('leaves nothing behind', () => {
  const caller = new AbortController();
  const linked = linkAbort(caller.signal);
  expect(getEventListeners(caller.signal, 'abort')).toHaveLength(1);
  linked.end();
  expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
});
