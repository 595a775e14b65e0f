import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createLog, type LogOptions } from '../../../electron/lib/log.ts';
import { withRequestId } from '../../../electron/lib/request-context.ts';
import { Secret } from '../../../electron/lib/secret.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { temporaryFolder } from '../../helpers/test-store.ts';

const key = 'sk-proj-abcdefghijklmnop1234';

function openLog(options: Partial<LogOptions> = {}) {
  const opened = createLog({ folder: temporaryFolder(), ...options });
  return {
    ...opened,
    async lines(): Promise<Record<string, unknown>[]> {
      await opened.close();
      const text = existsSync(opened.file) ? readFileSync(opened.file, 'utf8') : '';
      return text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    },
  };
}

// Catches: a key in the log by any of the ways a value gets there.
test('no key reaches the file', async () => {
  const { log, lines } = openLog();
  const secret = new Secret(key);
  const cause = new Error(`upstream said: Incorrect API key provided: ${key}`);
  log.info({ secret, headers: { authorization: `Bearer ${key}`, 'x-api-key': 'plain', cookie: 'a=b' } }, `with ${key}`);
  log.info('%s and %j and %o', secret, { secret }, { apiKey: 'plain-value' });
  log.error(new AppError('INVALID_API_KEY', `The key ${key} was refused.`, { cause, details: { param: key } }));
  log.error({ error: cause, list: [{ token: 'plain-token' }, { passphrase: ['plain-words'] }] });
  log.child({ apiKey: 'plain-child', url: 'http://x/?api_key=plain-query&a=1#token=plain-fragment' }).warn('child');
  log.info({ text: 'Bearer abc.def.ghi, AIzaSyA1234567890123456789012345, eyJhbGciOi.eyJzdWIiOi.c2ln' });
  const text = JSON.stringify(await lines());
  for (const seen of ['abcdefghijklmnop', 'plain', 'abc.def', 'AIzaSy', 'eyJhb', 'a=b'])
    expect(text).not.toContain(seen);
});

// Catches: redaction so eager that the log tells nothing any more, or breaks its own JSON.
test('what is not a key stays', async () => {
  const { log, lines } = openLog();
  const facts = {
    secretId: 'id-1',
    keyCount: 3,
    inputTokens: 12,
    firstToken: 4.5,
    isKeychainAvailable: true,
    masked: 'sk-…a1b2',
  };
  log.child({ requestId: 'r-1' }).info({ ...facts, at: new Date(0), none: null }, 'tokens: "12", task-list=1');
  const [line] = await lines();
  expect(line).toMatchObject({ ...facts, requestId: 'r-1', level: 30, none: null, msg: 'tokens: "12", task-list=1' });
  expect(line).not.toHaveProperty('pid');
});

// Catches: errors logged as {}, without their cause, or with a vendor's request body among their fields.
test('an error is logged with its code, its stack and its causes, and nothing else', async () => {
  const { log, lines } = openLog();
  const vendor = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', requestBody: 'the prompt' });
  log.error(
    { err: new AppError('PROVIDER_UNREACHABLE', 'No answer.', { cause: vendor, details: { host: 'x' } }) },
    'failed',
  );
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  log.info({ circle });
  const [line] = await lines();
  expect(line).toMatchObject({
    msg: 'failed',
    err: {
      code: 'PROVIDER_UNREACHABLE',
      message: 'No answer.',
      details: { host: 'x' },
      stack: expect.stringContaining('log.test.ts'),
      cause: { code: 'ECONNREFUSED', message: 'refused' },
    },
  });
  expect(JSON.stringify(line)).not.toContain('the prompt');
});

// Catches: LOG_LEVEL ignored, or overruled by the setting later.
test('LOG_LEVEL wins over the setting; nonsense in it does not', async () => {
  const fixed = openLog({ level: 'error', environment: { LOG_LEVEL: 'DEBUG' } });
  fixed.setLevel('error');
  fixed.log.debug('seen');
  expect(await fixed.lines()).toHaveLength(1);
  const free = openLog({ level: 'warn', environment: { LOG_LEVEL: 'loud' } });
  free.log.info('unseen');
  free.setLevel('info');
  free.log.info('seen');
  expect(await free.lines()).toMatchObject([{ msg: 'seen' }]);
});

// Catches: a log that fills the disk, or lines lost at the turn of a file.
test('the file is turned over by size and old ones go', async () => {
  const folder = temporaryFolder();
  const { log, close } = createLog({ folder, largestFile: '20K' });
  for (let index = 0; index < 2000; index += 1) log.info({ index, filler: 'x'.repeat(100) });
  await close();
  const names = readdirSync(folder);
  expect(names).toContain('switchyard.log');
  expect(names.length).toBeLessThanOrEqual(6);
  const newest =
    readFileSync(join(folder, 'switchyard.log'), 'utf8') + readFileSync(join(folder, 'switchyard.log.1'), 'utf8');
  expect(newest).toContain('"index":1999');
});

// Catches: an unwritable log file ending the whole app.
test('a file that cannot be written is said once and does not end the process', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'switchyard.log'));
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { log, close } = createLog({ folder });
  log.info('one');
  await vi.waitFor(() => expect(written).toHaveBeenCalled());
  log.info('two');
  await close();
  expect(written.mock.calls.filter(([text]) => String(text).includes('log file cannot be written'))).toHaveLength(1);
  written.mockRestore();
});

// Catches: files held open after close, which keep a process alive or a folder undeletable.
test('closing leaves nothing open', async () => {
  const open = () => readdirSync('/proc/self/fd').length;
  const opened = Array.from({ length: 20 }, () => openLog({ terminal: true, level: 'info' }));
  const before = open();
  for (const { log } of opened) log.debug('x');
  await Promise.all(opened.map(({ close }) => close()));
  expect(open()).toBeLessThanOrEqual(before);
});

// Catches: the log not asking for the request that is being served.
test('a line carries the id of its request, also when it is logged later', async () => {
  const { log, lines } = openLog();
  await withRequestId('r-1', async () => {
    await new Promise((resolve) => setImmediate(resolve));
    log.child({ part: 'x' }).info('within');
  });
  log.info('outside');
  const [within, outside] = await lines();
  expect(within).toMatchObject({ requestId: 'r-1', part: 'x' });
  expect(outside).not.toHaveProperty('requestId');
});
