import { expect, onTestFinished, test, vi } from 'vitest';
import { watchProcess } from '../../../electron/host/watch-process.ts';
import { recordingLog } from '../../helpers/test-store.ts';

/** The listeners of the test runner would take these errors for its own. */
function withoutOthers(): void {
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    const others = process.rawListeners(event) as (() => void)[];
    process.removeAllListeners(event);
    onTestFinished(() => {
      process.removeAllListeners(event);
      for (const listener of others) process.on(event, listener);
    });
  }
}

// Catches: a host that goes on in an unknown state, or ends without a word in its log.
test('an error nobody caught is logged, and the process ends when the log is written', async () => {
  withoutOthers();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => void vi.restoreAllMocks());
  const { log, lines } = recordingLog();
  const written = Promise.withResolvers<void>();
  const exits: number[] = [];
  const unwatch = watchProcess({ log, endLog: () => written.promise }, (code) => exits.push(code));
  process.emit('uncaughtException', new Error('broken'));
  process.emit('uncaughtException', new Error('broken again'));
  expect(lines).toMatchObject([{ level: 60, err: { message: 'broken' } }]);
  expect(exits).toEqual([]);
  written.resolve();
  await vi.waitFor(() => expect(exits).toEqual([1]));
  unwatch();
  expect(process.listenerCount('uncaughtException') + process.listenerCount('unhandledRejection')).toBe(0);
});
