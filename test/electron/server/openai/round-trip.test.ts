// The dialect's own readers and writers on the other side: what they send is read, what is written they read.
import { Readable } from 'node:stream';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Prompt,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import type { LanguagePart } from '../../../../electron/gateway/language-work.ts';
import { errorAnswer, errorEvent } from '../../../../electron/server/openai/errors.ts';
import { readChat } from '../../../../electron/server/openai/read-chat.ts';
import { readEmbeddings } from '../../../../electron/server/openai/read-embeddings.ts';
import { createChatWriter } from '../../../../electron/server/openai/stream-chat.ts';
import { writeEmbeddings } from '../../../../electron/server/openai/write-embeddings.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { call, callMore, callStart, head, say, stop, think, whole } from './sse.ts';

type Fetch = typeof globalThis.fetch;

const baseURL = 'http://127.0.0.1:1/v1';
const clients: [string, (fetch: Fetch) => LanguageModelV4][] = [
  ['openai', (fetch) => createOpenAI({ baseURL, apiKey: 'k', fetch }).chat('m')],
  ['openai-compatible', (fetch) => createOpenAICompatible({ name: 'c', baseURL, fetch, includeUsage: true })('m')],
];

const bodyOf = (init: RequestInit | undefined): unknown => JSON.parse(typeof init?.body === 'string' ? init.body : '');

/** Answers in the dialect, and cuts the bytes where it hurts: also inside a character. */
const door = (items: readonly LanguagePart[], end: typeof stop | AppError = stop): Fetch => {
  return async (_, init) => {
    const { isStream, includeUsage } = readChat(bodyOf(init));
    const headers = { 'content-type': isStream ? 'text/event-stream' : 'application/json' };
    if (!isStream) return new Response(whole(items, end), { headers });
    const writer = createChatWriter({ ...head, includeUsage });
    const said = items.map((item) => writer.write(item)).join('');
    const last = end instanceof AppError ? errorEvent(end.toJSON()) : writer.end(end);
    const bytes = Buffer.from(said + last);
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) => bytes.subarray(at * 7, at * 7 + 7));
    return new Response(Readable.toWeb(Readable.from(pieces)) as ReadableStream, { headers });
  };
};

async function partsOf(model: LanguageModelV4): Promise<LanguageModelV4StreamPart[]> {
  const { stream } = await model.doStream({ prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] });
  return Array.fromAsync(stream);
}

const items = [
  think('Hm, 🤔'),
  say('Grüße '),
  say('👋\n\u2028'),
  callStart('a', 'one'),
  callMore('a', '{"x":'),
  callMore('a', '"ü"}'),
  call('a', 'one', '{"x":"ü"}'),
  call('b', 'two', '{}'),
];
const end = { ...stop, finishReason: 'tool-calls' as const };

describe.each(clients)('read by %s', (name, client) => {
  // Catches: a stream that a real reader takes for another answer, or refuses.
  test('a stream says what was said', async () => {
    const parts = await partsOf(client(door(items, end)));
    expect(parts.filter(({ type }) => type === 'error')).toEqual([]);
    const textOf = (kind: string) =>
      parts.flatMap((part) => (part.type === kind && 'delta' in part ? [part.delta] : []));
    expect(textOf('text-delta').join('')).toBe('Grüße 👋\n\u2028');
    // The maker's own package does not look for thoughts in this dialect.
    expect(textOf('reasoning-delta').join('')).toBe(name === 'openai' ? '' : 'Hm, 🤔');
    expect(parts.filter(({ type }) => type === 'tool-call')).toMatchObject([
      { toolCallId: 'a', toolName: 'one', input: '{"x":"ü"}' },
      { toolCallId: 'b', toolName: 'two', input: '{}' },
    ]);
    expect(parts.at(-1)).toMatchObject({
      type: 'finish',
      finishReason: { unified: 'tool-calls' },
      usage: { inputTokens: { total: 12, cacheRead: 8 }, outputTokens: { total: 5, reasoning: 2 } },
    });
  });

  test('so does the whole answer', async () => {
    const prompt: LanguageModelV4Prompt = [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }];
    const answer = await client(door(items, end)).doGenerate({ prompt });
    const texts = answer.content.flatMap((part) => (part.type === 'text' ? [part.text] : []));
    expect(texts).toEqual(['Grüße 👋\n\u2028']);
    expect(answer.content.filter(({ type }) => type === 'tool-call')).toMatchObject([
      { toolCallId: 'a', input: '{"x":"ü"}' },
      { toolCallId: 'b', input: '{}' },
    ]);
    expect(answer).toMatchObject({ finishReason: { unified: 'tool-calls' }, usage: { outputTokens: { total: 5 } } });
  });

  // Catches: an error that a real reader does not see, so that half an answer is a whole one.
  test('an error in the middle is an error', async () => {
    const parts = await partsOf(client(door([say('Hi')], new AppError('STREAM_INTERRUPTED', 'Cut off.'))));
    const error = parts.find(({ type }) => type === 'error');
    expect(JSON.stringify(error)).toContain('Cut off.');
    expect(parts.at(-1)).not.toMatchObject({ finishReason: { unified: 'stop' } });
  });

  // Catches: an error before the answer whose words nobody gets to see.
  test('an error before is its status and its words', async () => {
    const { status, headers, body } = errorAnswer(new AppError('CONTEXT_TOO_LONG', 'Too long.').toJSON());
    const refused = client(async () => new Response(body, { status, headers }));
    await expect(partsOf(refused)).rejects.toMatchObject({ statusCode: 400, message: 'Too long.', isRetryable: false });
  });
});

describe.each(clients)('written by %s', (name, client) => {
  const asked = async (options: LanguageModelV4CallOptions) => {
    let body: unknown;
    const refuse: Fetch = async (_, init) => {
      body = bodyOf(init);
      return new Response('{}', { status: 418 });
    };
    await expect(client(refuse).doGenerate(options)).rejects.toMatchObject({ statusCode: 418 });
    return readChat(body);
  };

  // Catches: a part of a conversation that changes on its way through the dialect.
  test('a conversation arrives as it was', async () => {
    const prompt: LanguageModelV4Prompt = [
      { role: 'system', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'file', mediaType: 'image/png', data: { type: 'data', data: 'iVBORw0KGgo=' } },
          { type: 'file', mediaType: 'audio/wav', data: { type: 'data', data: 'AAAA' } },
          { type: 'file', mediaType: 'application/pdf', filename: 'a.pdf', data: { type: 'data', data: 'AAAA' } },
        ],
      },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'Wait.' },
          { type: 'tool-call', toolCallId: 'c1', toolName: 'look', input: { at: 'ü' } },
        ],
      },
      {
        role: 'tool',
        content: [
          { type: 'tool-result', toolCallId: 'c1', toolName: 'look', output: { type: 'text', value: 'a cat' } },
        ],
      },
      { role: 'user', content: [{ type: 'text', text: 'So?' }] },
    ];
    expect((await asked({ prompt })).prompt).toEqual(prompt);
  });

  // Catches: a parameter, a tool or a form that is lost between the two.
  test('so do tools, form and parameters', async () => {
    const inputSchema = { type: 'object' as const, properties: { at: { type: 'string' as const } } };
    const read = await asked({
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
      tools: [{ type: 'function', name: 'look', description: 'Looks.', inputSchema }],
      toolChoice: { type: 'tool', toolName: 'look' },
      responseFormat: { type: 'json', schema: inputSchema, name: 'n' },
      temperature: 0.5,
      topP: 0.9,
      maxOutputTokens: 50,
      stopSequences: ['a', 'b'],
      seed: 7,
      presencePenalty: 0.1,
      frequencyPenalty: 0.2,
    });
    expect(read.tools).toEqual([{ type: 'function', name: 'look', description: 'Looks.', inputSchema }]);
    expect(read.toolChoice).toEqual({ type: 'tool', toolName: 'look' });
    expect(read.responseFormat).toMatchObject(name === 'openai' ? { schema: { type: 'object' } } : { type: 'json' });
    expect(read.parameters).toMatchObject({ temperature: 0.5, topP: 0.9, stop: ['a', 'b'], seed: 7 });
    expect(read.content.maxOutputTokens).toBe(50);
  });
});

// Catches: vectors that a real reader finds in another order or under another name.
test.each([
  ['openai', (fetch: Fetch) => createOpenAI({ baseURL, apiKey: 'k', fetch }).embedding('m')],
  ['openai-compatible', (fetch: Fetch) => createOpenAICompatible({ name: 'c', baseURL, fetch }).embeddingModel('m')],
] as const)('embeddings read by %s', async (_, client) => {
  const vectors = [
    [0.1, 0.2],
    [0.3, -4],
  ];
  const answer: Fetch = async (_address, init) => {
    const { values, encoding } = readEmbeddings(bodyOf(init));
    expect(values).toEqual(['a', 'b']);
    const text = writeEmbeddings(vectors, { model: 'm', encoding, inputTokens: 4 });
    return new Response(text, { headers: { 'content-type': 'application/json' } });
  };
  const { embeddings, usage } = await client(answer).doEmbed({ values: ['a', 'b'] });
  expect([embeddings, usage]).toEqual([vectors, { tokens: 4 }]);
});
