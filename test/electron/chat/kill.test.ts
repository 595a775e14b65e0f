import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openTestStore, temporaryFolder } from '../../helpers/test-store.ts';
import { slowAnswer } from '../../helpers/upstream-behaviours.ts';
import { openTestUpstream } from '../../helpers/upstream-host.ts';

// Vite, because the store imports its SQL as text.
const loader = "import { runnerImport } from 'vite'; await runnerImport(process.argv[1], { configFile: false });";

// Catches: tokens that reached a screen and are gone after a crash, and answers that stream for ever afterwards.
test('kill -9 in mid-answer loses nothing that was shown', { timeout: 30_000 }, async () => {
  const upstream = await openTestUpstream();
  const folder = temporaryFolder();
  const program = join(import.meta.dirname, 'killed-host.ts');
  const child = spawn(process.execPath, ['--input-type=module', '-e', loader, program, folder, upstream.url, 'slow'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let shown = '';
  const exit = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_code, by) => resolve(by)));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    if (shown.includes('word-4')) child.kill('SIGKILL');
  });
  expect(await exit).toBe('SIGKILL');

  const store = openTestStore({ folder });
  expect(store.messages.interruptStreaming()).toHaveLength(1);
  expect(store.requests.interruptRunning()).toBe(1);
  const [conversation] = store.conversations.list();
  if (!conversation) throw new Error('the conversation is gone');
  const [, answer] = store.messages.branch(conversation.id);
  expect(answer?.state).toBe('interrupted');
  expect(answer?.text.startsWith(shown)).toBe(true);
  expect(slowAnswer.startsWith(answer?.text ?? '-')).toBe(true);
});
