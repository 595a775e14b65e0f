// Catches: a reader that puts a body together wrongly. Then the suite would blame a vendor for what is right, or pass
// what is wrong in the same way. Written by hand from the makers' documentation.
import { describe, expect, test } from 'vitest';
import type { Dialect, Expected, WireResponse } from '../dialect.ts';
import { anthropic } from './anthropic.ts';
import { awsEvent, awsFrame } from './aws-frames.ts';
import { bedrock } from './bedrock.ts';
import { cohere } from './cohere.ts';
import { sseEvents } from './events.ts';
import { gemini } from './gemini.ts';
import { ollama } from './ollama.ts';
import { responses } from './responses.ts';

const namedSse = (...events: ({ type: string } & Record<string, unknown>)[]): string =>
  events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');

const read = (dialect: Dialect, url: string, body: WireResponse['body'], asked: object = { stream: true }): Expected =>
  dialect.read({ status: 200, headers: {}, body }, { method: 'POST', url, headers: {}, body: asked });

test('events end at any line end, and data may go over more than one line', () => {
  const events = [{ a: 1 }, { b: 2 }];
  expect(sseEvents('data: {"a":1}\r\n\r\ndata: {"b":2}\r\n\r\n')).toEqual(events);
  expect(sseEvents(': hello\n\nevent: x\nid: 7\ndata:{"a":\ndata: 1}\n\ndata: {"b":2}\n\ndata: [DONE]\n\n')).toEqual(
    events,
  );
  expect(sseEvents('data: {"a":1}\r\rdata: {"b":2}')).toEqual(events);
});

describe('anthropic', () => {
  const url = 'https://api.anthropic.com/v1/messages';
  const delta = (index: number, fields: object) => ({ type: 'content_block_delta', index, delta: fields });
  const begin = {
    type: 'message_start',
    message: { usage: { input_tokens: 5, cache_read_input_tokens: 3, output_tokens: 1 } },
  };

  test('a stream of thought, text and two calls', () => {
    const body = namedSse(
      begin,
      { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '' } },
      delta(0, { type: 'thinking_delta', thinking: 'Hm' }),
      delta(0, { type: 'signature_delta', signature: 's' }),
      { type: 'ping' },
      { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
      delta(1, { type: 'text_delta', text: 'Grüße' }),
      { type: 'content_block_start', index: 2, content_block: { type: 'tool_use', id: 'a', name: 'x', input: {} } },
      { type: 'content_block_start', index: 3, content_block: { type: 'tool_use', id: 'b', name: 'y', input: {} } },
      delta(2, { type: 'input_json_delta', partial_json: '{"p":' }),
      delta(2, { type: 'input_json_delta', partial_json: '[1]}' }),
      { type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 9 } },
    );
    expect(read(anthropic, url, body)).toEqual({
      text: 'Grüße',
      reasoning: 'Hm',
      toolCalls: [
        { id: 'a', name: 'x', input: { p: [1] } },
        { id: 'b', name: 'y', input: {} },
      ],
      finish: 'tool-calls',
      usage: { input: 8, cacheRead: 3, cacheWrite: 0, output: 9 },
    });
  });

  test('an error in the middle', () => {
    const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    expect(read(anthropic, url, namedSse(begin, error))).toEqual({ failsInside: true });
  });
});

describe('gemini', () => {
  const url = 'https://generativelanguage.googleapis.com/v1beta/models/m:streamGenerateContent?alt=sse';
  const chunks = (...all: object[]) => all.map((one) => `data: ${JSON.stringify(one)}\r\n\r\n`).join('');

  test('thoughts are no text, calls are no stop, thoughts count as written', () => {
    const parts = [{ text: 'Hm', thought: true }, { text: 'Hi' }, { functionCall: { name: 'x', args: { p: 1 } } }];
    const body = chunks(
      { candidates: [{ content: { parts } }], usageMetadata: { promptTokenCount: 7 } },
      {
        candidates: [{ content: { parts: [{ text: '', thoughtSignature: 's' }] }, finishReason: 'STOP' }],
        usageMetadata: {
          promptTokenCount: 7,
          cachedContentTokenCount: 2,
          candidatesTokenCount: 3,
          thoughtsTokenCount: 4,
        },
      },
    );
    expect(read(gemini, url, body)).toEqual({
      text: 'Hi',
      reasoning: 'Hm',
      toolCalls: [{ name: 'x', input: { p: 1 } }],
      images: 0,
      finish: 'tool-calls',
      usage: { input: 7, cacheRead: 2, output: 7, reasoning: 4 },
    });
  });

  test('a question that was refused has no candidate', () => {
    const body = chunks({ promptFeedback: { blockReason: 'SAFETY' }, usageMetadata: { promptTokenCount: 7 } });
    expect(read(gemini, url, body)).toMatchObject({ text: '', finish: 'content-filter' });
  });
});

describe('bedrock', () => {
  const url = 'https://bedrock-runtime.us-east-1.amazonaws.com/model/m/converse-stream';
  const body = (...frames: Uint8Array[]) => ({ base64: Buffer.concat(frames).toString('base64') });
  const delta = (contentBlockIndex: number, fields: object) =>
    awsEvent('contentBlockDelta', { contentBlockIndex, delta: fields });

  test('a stream of thought, text and a call', () => {
    const start = { contentBlockIndex: 2, start: { toolUse: { toolUseId: 'a', name: 'x' } } };
    const frames = [
      awsEvent('messageStart', { role: 'assistant' }),
      delta(0, { reasoningContent: { text: 'Hm' } }),
      delta(0, { reasoningContent: { signature: 's' } }),
      delta(1, { text: 'Grü' }),
      delta(1, { text: 'ße' }),
      awsEvent('contentBlockStart', start),
      delta(2, { toolUse: { input: '{"p":' } }),
      delta(2, { toolUse: { input: '1}' } }),
      awsEvent('messageStop', { stopReason: 'tool_use' }),
      awsEvent('metadata', {
        usage: { inputTokens: 5, outputTokens: 9, cacheReadInputTokens: 3, cacheWriteInputTokens: 2 },
      }),
    ];
    expect(read(bedrock, url, body(...frames))).toEqual({
      text: 'Grüße',
      reasoning: 'Hm',
      toolCalls: [{ id: 'a', name: 'x', input: { p: 1 } }],
      finish: 'tool-calls',
      usage: { input: 10, cacheRead: 3, cacheWrite: 2, output: 9 },
    });
  });

  test('an exception in the middle', () => {
    const thrown = awsFrame(
      { ':message-type': 'exception', ':exception-type': 'throttlingException' },
      { message: 'Slow' },
    );
    expect(read(bedrock, url, body(delta(0, { text: 'Hi' }), thrown))).toEqual({ failsInside: true });
  });
});

describe('responses', () => {
  const url = 'https://api.openai.com/v1/responses';
  const usage = { input_tokens: 5, output_tokens: 9, output_tokens_details: { reasoning_tokens: 4 } };
  const item = { type: 'function_call', call_id: 'a', name: 'x', arguments: '{"p":1}' };

  test('a stream that ends too early, with a call', () => {
    const body = namedSse(
      { type: 'response.reasoning_summary_text.delta', delta: 'Hm' },
      { type: 'response.output_text.delta', delta: 'Grü' },
      { type: 'response.output_text.delta', delta: 'ße' },
      { type: 'response.output_item.done', item },
      {
        type: 'response.incomplete',
        response: { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' }, output: [], usage },
      },
    );
    expect(read(responses, url, body)).toEqual({
      text: 'Grüße',
      reasoning: 'Hm',
      toolCalls: [{ id: 'a', name: 'x', input: { p: 1 } }],
      finish: 'length',
      usage: { input: 5, output: 9, reasoning: 4 },
    });
  });

  test('a failure in the middle', () => {
    const response = { status: 'failed', error: { code: 'server_error', message: 'Oh' }, output: [] };
    const body = namedSse({ type: 'response.output_text.delta' }, { type: 'response.failed', response });
    expect(read(responses, url, body)).toEqual({ failsInside: true });
  });
});

describe('cohere', () => {
  test('a stream of two calls, one of them without arguments', () => {
    const call = (type: string, fields: object) => ({ type, delta: { message: { tool_calls: fields } } });
    const body = namedSse(
      { type: 'message-start', delta: { message: { content: [], tool_calls: [] } } },
      call('tool-call-start', { id: 'a', function: { name: 'x', arguments: '' } }),
      call('tool-call-delta', { function: { arguments: '{"p"' } }),
      call('tool-call-delta', { function: { arguments: ':1}' } }),
      call('tool-call-start', { id: 'b', function: { name: 'y', arguments: 'null' } }),
      {
        type: 'message-end',
        delta: {
          finish_reason: 'TOOL_CALL',
          usage: { tokens: { input_tokens: 5, output_tokens: 9 }, cached_tokens: 3 },
        },
      },
    );
    expect(read(cohere, 'https://api.cohere.com/v2/chat', body)).toEqual({
      text: '',
      reasoning: '',
      toolCalls: [
        { id: 'a', name: 'x', input: { p: 1 } },
        { id: 'b', name: 'y', input: {} },
      ],
      finish: 'tool-calls',
      usage: { input: 5, cacheRead: 3, output: 9 },
    });
  });
});

describe('ollama', () => {
  const url = 'http://127.0.0.1:11434/api/chat';
  const lines = (...all: object[]) => all.map((one) => `${JSON.stringify(one)}\n`).join('');

  test('a stream with a call ends for the call, though it says stop', () => {
    const body = lines(
      { message: { thinking: 'Hm' } },
      { message: { content: 'Hi', tool_calls: [{ function: { name: 'x', arguments: { p: 1 } } }] } },
      { message: { content: '' }, done: true, done_reason: 'stop', eval_count: 9 },
    );
    expect(read(ollama, url, body, {})).toEqual({
      text: 'Hi',
      reasoning: 'Hm',
      toolCalls: [{ name: 'x', input: { p: 1 } }],
      finish: 'tool-calls',
      usage: { output: 9 },
    });
  });

  test('an error in the middle', () => {
    expect(read(ollama, url, lines({ message: { content: 'Hi' } }, { error: 'out of memory' }), {})).toEqual({
      failsInside: true,
    });
  });
});
