import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../electron/lib/secret.ts';
import { classifyError } from '../../../electron/providers/classify-error.ts';
import { vendorOf } from '../../../electron/providers/registry.ts';
import type { ErrorCode } from '../../../shared/errors/codes.ts';

const folder = process.env['SWITCHYARD_WIRE'] ?? resolve(import.meta.dirname, '../../../../shared/wire');
const recordings = join(folder, 'recordings/openai');
const isThere = existsSync(recordings);
if (!isThere) console.log(`skipped: no recorded traffic at ${recordings} (set SWITCHYARD_WIRE to its folder)`);

interface Recording {
  interactions: { response: { status: number; headers: Record<string, string>; body: string } }[];
}

/** Plays the first interaction of a recording at the seam where Node's fetch would be. */
function replay(name: string) {
  const recording: Recording = JSON.parse(readFileSync(join(recordings, `${name}.json`), 'utf8'));
  const [first] = recording.interactions;
  if (!first) throw new Error(`${name} holds no interaction`);
  const { status, headers, body } = first.response;
  const connection = vendorOf('openai')?.connect({
    settings: {},
    apiKey: new Secret('sk-replayed'),
    fetch: async () => new Response(body, { status, headers }),
  });
  if (!connection) throw new Error('no vendor openai');
  return { connection, body };
}

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }];

/** The text as a reader of the raw lines would put it together: the check must not use what it checks. */
const rawText = (body: string): string =>
  [...body.matchAll(/^data: (\{.*\})$/gm)]
    .map(([, json = '{}']) => (JSON.parse(json).choices?.[0]?.delta?.content as string | null | undefined) ?? '')
    .join('');

describe.skipIf(!isThere)('recorded OpenAI traffic', () => {
  // Catches: real streams read differently from those this project's own upstream sends.
  test.each(['chat-stream-gpt-4o', 'chat-stream-gpt-4.1', 'chat-stream-gpt-5.4-2', 'vision-stream-gpt-5.4'])(
    '%s',
    async (name) => {
      const { connection, body } = replay(name);
      const model = await connection.model('language', 'gpt');
      const parts = await Array.fromAsync((await model.doStream({ prompt })).stream);
      const text = parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join('');
      expect(text).toBe(rawText(body));
      expect(text).not.toBe('');
      const finish = parts.find((part) => part.type === 'finish');
      expect(finish?.finishReason.unified).toMatch(/^(stop|length)$/);
      expect(finish?.usage.outputTokens.total).toBeGreaterThan(0);
    },
  );

  // Catches: real errors told as something else. The 429 of one is a limit, of the other too: both say when to come back.
  test.each<[string, ErrorCode]>([
    ['error-400-gpt-5-mini', 'PROVIDER_REJECTED'],
    ['error-401-gpt-4o', 'INVALID_API_KEY'],
    ['error-429-gpt-3.5-turbo', 'RATE_LIMITED'],
    ['error-429-gpt-5-nano', 'RATE_LIMITED'],
    ['error-503-gpt-4o-mini', 'PROVIDER_UNHEALTHY'],
  ])('%s is %s', async (name, code) => {
    const { connection } = replay(name);
    const model = await connection.model('language', 'gpt');
    const thrown = await Promise.resolve(model.doStream({ prompt })).then(
      () => undefined,
      (error: unknown) => error,
    );
    const error = classifyError(thrown, {
      provider: 'OpenAI',
      host: connection.host,
      modelId: 'gpt',
      hasContent: false,
    });
    expect(error.code).toBe(code);
    expect(error.message).not.toMatch(/sk-\w/);
  });

  // Catches: a list of 120 models, most of which answer a chat with an error.
  test('the model list keeps what can chat', async () => {
    const ids = (await replay('models-list').connection.listModels(new AbortController().signal)).map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(['gpt-4o', 'gpt-4.1-nano', 'o3', 'gpt-5', 'gpt-5.5', 'chat-latest', 'gpt-3.5-turbo']),
    );
    expect(ids.filter((id) => /embed|whisper|tts|dall|image|audio|realtime|sora|pro|codex|research/.test(id))).toEqual(
      [],
    );
    expect(ids.length).toBeGreaterThan(30);
  });
});
