// Catches: a `compare` that misses what it is for (a lost message, tool, format, value), or that tells of a difference
// where the same is only written in another way. What is not caught here would pass for every vendor.
import { describe, expect, test } from 'vitest';
import type { Dialect, WireRequest } from '../dialect.ts';
import { anthropic } from './anthropic.ts';
import { bedrock } from './bedrock.ts';
import { cohere } from './cohere.ts';
import { gemini } from './gemini.ts';
import { ollama } from './ollama.ts';
import { responses } from './responses.ts';

type Json = Record<string, unknown>;

interface Subject {
  dialect: Dialect;
  url: string;
  body: Json;
  /** The same in other words. */
  same: Json[];
  /** Something else: fields to change, and the place that must be told. */
  other: [change: Json, place: RegExp][];
}

const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const otherSchema = { type: 'object', properties: { town: { type: 'string' } } };
const fn = (parameters: Json) => ({
  type: 'function',
  function: { name: 'weather', description: 'Of now', parameters },
});

const subjects: Subject[] = [
  {
    dialect: anthropic,
    url: 'https://api.anthropic.com/v1/messages',
    body: {
      model: 'm',
      max_tokens: 50,
      system: 'Be short.',
      messages: [
        { role: 'user', content: 'Oslo?' },
        { role: 'assistant', content: [{ type: 'tool_use', id: 'c1', name: 'weather', input: { city: 'Oslo' } }] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', content: '4 C' }] },
      ],
      tools: [{ name: 'weather', input_schema: schema }],
    },
    same: [
      { system: [{ type: 'text', text: 'Be short.' }], stream: false, stop_sequences: [] },
      { tools: [{ type: 'custom', name: 'weather', input_schema: schema }], top_k: null },
    ],
    other: [
      [{ model: 'n' }, /modelId/],
      [{ stream: true }, /stream/],
      [{ max_tokens: 51 }, /maxOutputTokens/],
      [{ system: undefined }, /prompt/],
      [{ messages: [{ role: 'user', content: 'Oslo?' }] }, /prompt\[2\]/],
      [{ tools: [{ name: 'weather', input_schema: otherSchema }] }, /tools\[0\]\.inputSchema/],
      [{ tool_choice: { type: 'any' } }, /toolChoice/],
      [{ thinking: { type: 'enabled', budget_tokens: 20 } }, /thinking/],
      [{ temperature: 0.5 }, /temperature/],
      [{ service_tier: 'auto' }, /body\.service_tier/],
    ],
  },
  {
    dialect: gemini,
    url: 'https://generativelanguage.googleapis.com/v1beta/models/m:generateContent',
    body: {
      contents: [
        { role: 'user', parts: [{ text: 'Oslo?' }] },
        {
          role: 'model',
          parts: [{ functionCall: { name: 'weather', args: { city: 'Oslo' } }, thoughtSignature: 's' }],
        },
        { role: 'user', parts: [{ functionResponse: { name: 'weather', response: { result: '4 C' } } }] },
      ],
      tools: [{ functionDeclarations: [{ name: 'weather', parameters: schema }] }],
      generationConfig: { maxOutputTokens: 50 },
    },
    same: [
      { tools: [{ functionDeclarations: [{ name: 'weather', parametersJsonSchema: schema, description: '' }] }] },
      { systemInstruction: { parts: { text: '' } }, generationConfig: { maxOutputTokens: 50, candidateCount: 1 } },
    ],
    other: [
      [{ systemInstruction: { parts: [{ text: 'Be short.' }] } }, /prompt/],
      [{ generationConfig: { maxOutputTokens: 50, seed: 1 } }, /seed/],
      [{ generationConfig: { maxOutputTokens: 50, thinkingConfig: { thinkingBudget: 0 } } }, /thinkingConfig/],
      [{ generationConfig: { maxOutputTokens: 50, responseMimeType: 'application/json' } }, /responseFormat/],
      [{ toolConfig: { functionCallingConfig: { mode: 'ANY' } } }, /toolChoice/],
      [{ contents: [{ parts: [{ text: 'Oslo?' }] }] }, /prompt\[1\]/],
      [{ labels: { team: 'a' } }, /body\.labels/],
    ],
  },
  {
    dialect: bedrock,
    url: 'https://bedrock-runtime.us-east-1.amazonaws.com/model/us.m%3A0/converse',
    body: {
      messages: [
        { role: 'user', content: [{ text: 'Oslo?' }] },
        { role: 'assistant', content: [{ toolUse: { toolUseId: 'c1', name: 'weather', input: { city: 'Oslo' } } }] },
        { role: 'user', content: [{ toolResult: { toolUseId: 'c1', content: [{ text: '4 C' }], status: 'error' } }] },
      ],
      toolConfig: { tools: [{ toolSpec: { name: 'weather', inputSchema: { json: schema } } }] },
      inferenceConfig: {},
    },
    same: [{ system: [], inferenceConfig: { stopSequences: [] } }],
    other: [
      [{ system: [{ text: 'Be short.' }] }, /prompt/],
      [{ inferenceConfig: { topP: 0.5 } }, /topP/],
      [{ additionalModelRequestFields: { reasoning_effort: 'low' } }, /reasoning_effort/],
      [{ toolConfig: undefined }, /tools/],
      [
        { messages: [{ role: 'user', content: [{ text: 'Oslo?' }, { cachePoint: { type: 'default' } }] }] },
        /cachePoint/,
      ],
      [{ guardrailConfig: { guardrailIdentifier: 'g' } }, /body\.guardrailConfig/],
    ],
  },
  {
    dialect: responses,
    url: 'https://api.openai.com/v1/responses',
    body: {
      model: 'm',
      input: [
        { role: 'user', content: 'Oslo?' },
        { type: 'reasoning', id: 'r1', summary: [], encrypted_content: 'e' },
        { type: 'function_call', call_id: 'c1', name: 'weather', arguments: '{"city":"Oslo"}' },
        { type: 'function_call_output', call_id: 'c1', output: '4 C' },
      ],
      instructions: 'Be short.',
      store: false,
      tools: [{ type: 'function', name: 'weather', parameters: schema, strict: true }],
    },
    same: [{ stream: false, previous_response_id: null, include: ['reasoning.encrypted_content'] }],
    other: [
      [{ instructions: undefined }, /prompt/],
      [{ store: true }, /store/],
      [{ input: 'Oslo?' }, /prompt\[2\]/],
      [{ reasoning: { effort: 'low' } }, /reasoningEffort/],
      [{ text: { format: { type: 'json_schema', name: 'a', schema, strict: true } } }, /responseFormat/],
      [{ tool_choice: { type: 'function', name: 'weather' } }, /toolChoice/],
      [{ tools: [{ type: 'function', name: 'weather', parameters: schema }] }, /strict/],
      [{ background: true }, /body\.background/],
    ],
  },
  {
    dialect: cohere,
    url: 'https://api.cohere.com/v2/chat',
    body: { model: 'm', messages: [{ role: 'user', content: 'Oslo?' }], tools: [fn(schema)], documents: [] },
    same: [{ messages: [{ role: 'user', content: [{ type: 'text', text: 'Oslo?' }] }], stream: false }],
    other: [
      [{ documents: [{ data: { text: 'It rains.' } }] }, /prompt\[1\]/],
      [{ p: 0.5 }, /topP/],
      [{ tools: [fn(otherSchema)] }, /inputSchema/],
      [{ response_format: { type: 'json_object', json_schema: schema } }, /responseFormat/],
      [{ thinking: { type: 'disabled' } }, /thinking/],
      [{ safety_mode: 'OFF' }, /body\.safety_mode/],
    ],
  },
  {
    dialect: ollama,
    url: 'http://127.0.0.1:11434/api/chat',
    body: { model: 'm', messages: [{ role: 'user', content: 'Oslo?' }], tools: [fn(schema)], options: { seed: 1 } },
    same: [{ stream: true, format: '', keep_alive: null }],
    other: [
      [{ stream: false }, /stream/],
      [{ options: {} }, /seed/],
      [{ options: { seed: 1, num_ctx: 4096 } }, /num_ctx/],
      [{ format: schema }, /responseFormat/],
      [{ think: true }, /think/],
      [{ messages: [{ role: 'user', content: 'Oslo?', images: ['aGk='] }] }, /prompt\[1\]/],
    ],
  },
];

describe.each(subjects)('$dialect.name', ({ dialect, url, body, same, other }) => {
  const request = (change: Json = {}): WireRequest => ({
    method: 'POST',
    url,
    headers: {},
    body: JSON.parse(JSON.stringify({ ...body, ...change })),
  });

  test('a request is the same as itself, and as itself in other words', () => {
    expect(dialect.matches(request())).toBe(true);
    for (const change of [{}, ...same]) {
      expect(dialect.compare(request(change), request())).toEqual([]);
      expect(dialect.compare(request(), request(change))).toEqual([]);
    }
  });

  test.each(other)('%j is something else', (change, place) => {
    expect(dialect.compare(request(change), request()).join('\n')).toMatch(place);
    expect(dialect.compare(request(), request(change)).join('\n')).toMatch(place);
  });

  test('another address is something else', () => {
    const elsewhere = { ...request(), url: url.replace(/m(?=[:%])|chat|messages|responses/, 'other') };
    expect(elsewhere.url).not.toBe(url);
    expect(dialect.compare(elsewhere, request()).join('\n')).toMatch(/^path/);
  });
});

test('results that change places are something else, where calls have no ids', () => {
  const ask = (...answers: string[]): WireRequest => ({
    method: 'POST',
    url: 'http://127.0.0.1:11434/api/chat',
    headers: {},
    body: {
      model: 'm',
      messages: [
        {
          role: 'assistant',
          content: '',
          tool_calls: ['a', 'b'].map((name) => ({ function: { name, arguments: {} } })),
        },
        ...answers.map((name) => ({ role: 'tool', content: 'done', tool_name: name })),
      ],
    },
  });
  expect(ollama.compare(ask('a', 'b'), ask('a', 'b'))).toEqual([]);
  expect(ollama.compare(ask('b', 'a'), ask('a', 'b'))).not.toEqual([]);
});
