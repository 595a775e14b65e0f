import { describe, expect, test } from 'vitest';
import { readChat } from '../../../../electron/server/openai/read-chat.ts';
import { ask, refusal, user } from './ask.ts';

const schema = { type: 'object', properties: { a: { type: 'string' } } };
const weather = { type: 'function', function: { name: 'weather', parameters: schema, strict: true } };
const time = { type: 'function', function: { name: 'time' } };

// Catches: a field that is read under a wrong name, or has another default than the dialect's.
test('what is asked for, in whole', () => {
  expect(ask()).toEqual({
    model: 'm',
    isStream: false,
    includeUsage: false,
    prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
    isStrict: false,
    parameters: {},
    n: 1,
    content: { texts: ['Hi'], needs: new Set(), maxOutputTokens: null },
  });
  expect(ask({ stream: true, stream_options: { include_usage: true } })).toMatchObject({
    isStream: true,
    includeUsage: true,
  });
});

// Catches: what a tool brought overlooked by a rule, and a task guessed from something else than the question.
test('the texts are all that is sent, what the user wrote last at the end', () => {
  const parts = [
    { type: 'text', text: 'b' },
    { type: 'image_url', image_url: 'https://a.test/' },
    { type: 'text', text: 'c' },
  ];
  const messages = [
    { role: 'system', content: 's' },
    { role: 'user', content: 'a' },
    { role: 'assistant', content: 'x' },
    { role: 'user', content: parts },
  ];
  expect(ask({ messages }).content.texts).toEqual(['s', 'a', 'x', 'b', 'c']);
});

// Catches: an answer without end, because the bound was under the other name; or a request refused for asking for none.
test.each([
  ['max_tokens', 7, 7],
  ['max_completion_tokens', 7, 7],
  ['max_tokens', 0, 1],
  ['max_tokens', null, null],
  ['max_tokens', -1, null],
])('edge 15: %s %o', (name, value, expected) => {
  expect(ask({ [name]: value }).content.maxOutputTokens).toBe(expected);
});

// Catches: one of two bounds being taken by chance.
test('edge 15: two different bounds are refused', () => {
  expect(refusal(() => ask({ max_tokens: 7, max_completion_tokens: 8 }))).toMatchObject({
    code: 'VALIDATION_FAILED',
    param: 'max_completion_tokens',
  });
});

// Catches: a form of a wished-for form that is refused, or ignored so that the answer is prose.
describe('edge 16: response_format', () => {
  test.each([
    ['text', { type: 'text' }, undefined],
    ['null', null, undefined],
    ['json_object', { type: 'json_object' }, { type: 'json' }],
    ['json_object with a schema', { type: 'json_object', schema }, { type: 'json', schema }],
    [
      'json_schema',
      { type: 'json_schema', json_schema: { name: 'n', description: 'd', schema } },
      { type: 'json', schema, name: 'n', description: 'd' },
    ],
    ['json_schema, bare', { type: 'json_schema', schema }, { type: 'json', schema }],
    ['json_schema without a schema', { type: 'json_schema', json_schema: { name: 'n' } }, { type: 'json', name: 'n' }],
  ])('%s', (_, response_format, expected) => {
    const { responseFormat, content } = ask({ response_format });
    expect(responseFormat).toEqual(expected);
    expect(content.needs.has('schema')).toBe(expected !== undefined && 'schema' in expected);
  });

  test.each([
    [true, true],
    ['true', true],
    ['false', false],
    [null, false],
    [undefined, false],
  ])('strict %o', (strict, expected) => {
    const response_format = { type: 'json_schema', json_schema: { name: 'n', schema, strict } };
    expect(ask({ response_format }).isStrict).toBe(expected);
  });
});

// Catches: a request refused for a field that has no bearing on the answer.
test.each([
  { store: true, prompt_cache_key: 'k', cache_prompt: true, metadata: { a: 'b' }, x_made_up: { b: [1] } },
  { verbosity: 'loud' },
  { service_tier: 'scale' },
  { service_tier: 7 },
  { user: '' },
  { user: 7 },
  { user: 'u'.repeat(513) },
  { parallel_tool_calls: 'yes' },
  {
    safety_identifier: 's',
    web_search_options: {},
    prediction: { type: 'content', content: 'x' },
    audio: { voice: 'v' },
  },
  { temperature: null, top_p: null, stop: null, seed: null, n: null, logprobs: null, tools: null, tool_choice: null },
])('edge 17: %o is no reason to refuse', (members) => {
  expect(ask(members).parameters).toEqual({});
});

// Catches: one of 37 fields that the dialect's own package sends at once.
test('edge 17: all fields at once', () => {
  const read = ask({
    audio: { format: 'wav', voice: 'string' },
    frequency_penalty: -2,
    function_call: 'none',
    functions: [{ name: 'name', description: 'd', parameters: { foo: 'bar' } }],
    logit_bias: { '5': 0 },
    logprobs: true,
    max_completion_tokens: 0,
    max_tokens: 0,
    metadata: { foo: 'string' },
    modalities: ['text'],
    n: 1,
    parallel_tool_calls: true,
    prediction: { content: 'string', type: 'content' },
    presence_penalty: -2,
    prompt_cache_key: 'k',
    prompt_cache_retention: 'in-memory',
    reasoning_effort: 'none',
    response_format: { type: 'text' },
    safety_identifier: 's',
    seed: -9007199254740991,
    service_tier: 'auto',
    stop: '\n',
    store: true,
    stream: false,
    stream_options: { include_obfuscation: true, include_usage: true },
    temperature: 1,
    tool_choice: 'none',
    tools: [weather],
    top_logprobs: 0,
    top_p: 1,
    user: 'user-1234',
    verbosity: 'low',
    web_search_options: { search_context_size: 'low' },
  });
  expect(read.parameters).toEqual({
    frequencyPenalty: -2,
    logitBias: { '5': 0 },
    logprobs: true,
    maxOutputTokens: 1,
    n: 1,
    parallelToolCalls: true,
    presencePenalty: -2,
    reasoningEffort: 'none',
    seed: -9007199254740991,
    serviceTier: 'auto',
    stop: ['\n'],
    temperature: 1,
    topLogprobs: 0,
    topP: 1,
    user: 'user-1234',
    verbosity: 'low',
  });
});

// Catches: a parameter that is dropped without a word, or that means something else here.
test.each([
  [{ stop: 'a' }, { stop: ['a'] }],
  [{ stop: ['a', 'b', 'c', 'd'] }, { stop: ['a', 'b', 'c', 'd'] }],
  [{ stop: [] }, {}],
  [{ seed: 42 }, { seed: 42 }],
  [{ seed: 2 ** 60 + 2 ** 20 }, { seed: 2 ** 20 }],
  [{ logit_bias: { '42': -100 } }, { logitBias: { '42': -100 } }],
  [
    { logprobs: true, top_logprobs: 3 },
    { logprobs: true, topLogprobs: 3 },
  ],
  [{ top_k: -1 }, {}],
  [{ top_k: 40 }, { topK: 40 }],
  [{ service_tier: 'fast' }, { serviceTier: 'priority' }],
  [{ reasoning_effort: 'max' }, { reasoningEffort: 'xhigh' }],
  [
    { repeat_penalty: 1.1, min_p: 0.1 },
    { repetitionPenalty: 1.1, minP: 0.1 },
  ],
])('edge 18: %o', (members, parameters) => {
  expect(ask(members).parameters).toEqual(parameters);
});

// Catches: one answer for somebody who asked for two and never hears of it.
test('edge 18: more answers than there can be are refused, also by name', () => {
  expect(refusal(() => ask({ n: 2 }))).toMatchObject({ code: 'UNSUPPORTED_PARAMETER', param: 'n' });
  expect(readChat({ model: 'm', messages: [user], n: 2 }, { mostAnswers: 2 }).n).toBe(2);
});

describe('edge 18: tools', () => {
  // Catches: a tool without parameters that is refused, or one whose schema or strictness is lost.
  test('functions', () => {
    const { tools, content } = ask({ tools: [weather, { function: time.function }] });
    expect(tools).toEqual([
      { type: 'function', name: 'weather', inputSchema: schema, strict: true },
      { type: 'function', name: 'time', inputSchema: { type: 'object', properties: {} } },
    ]);
    expect([...content.needs]).toEqual(['tools']);
  });

  // Catches: an agent that cannot run at all because one of its tools is of a kind of its own.
  test('other kinds go on, for whoever knows them', () => {
    const custom = { type: 'custom', custom: { name: 'shell', format: { type: 'text' } } };
    expect(ask({ tools: [custom, { type: 'web_search', size: 'low' }] }).tools).toEqual([
      { type: 'provider', id: 'openai.custom', name: 'shell', args: custom.custom },
      { type: 'provider', id: 'openai.web_search', name: 'web_search', args: { size: 'low' } },
    ]);
  });

  // Catches: a forced tool that is not forced, or one of several that may be called although it may not.
  test.each([
    ['auto', { type: 'auto' }, ['weather', 'time']],
    ['required', { type: 'required' }, ['weather', 'time']],
    ['any', { type: 'required' }, ['weather', 'time']],
    ['none', { type: 'none' }, ['weather', 'time']],
    [{ type: 'function', function: { name: 'time' } }, { type: 'tool', toolName: 'time' }, ['weather', 'time']],
    [
      {
        type: 'allowed_tools',
        allowed_tools: { mode: 'required', tools: [{ type: 'function', function: { name: 'time' } }] },
      },
      { type: 'required' },
      ['time'],
    ],
  ])('tool_choice %o', (tool_choice, expected, names) => {
    const { toolChoice, tools, content } = ask({ tools: [weather, time], tool_choice });
    expect(toolChoice).toEqual(expected);
    expect(tools?.map(({ name }) => name)).toEqual(names);
    expect(content.needs.has('tools')).toBe(tool_choice !== 'none');
  });

  // Catches: programs that always send a choice or an empty list, refused by vendors that want tools with it.
  test.each([{ tool_choice: 'auto' }, { tool_choice: 'none', tools: [] }])('%o is nothing', (members) => {
    const read = ask(members);
    expect([read.tools, read.toolChoice, read.content.needs.size]).toEqual([undefined, undefined, 0]);
  });

  test.each([
    [{ tool_choice: 'required' }, 'tool_choice'],
    [{ tools: [weather], tool_choice: { type: 'function', function: { name: 'nobody' } } }, 'tool_choice'],
    [{ tools: [weather], tool_choice: 'sometimes' }, 'tool_choice'],
    [{ tools: [{ type: 'function', function: {} }] }, 'tools[0].function.name'],
    [{ tools: [{ type: 'function' }] }, 'tools[0].function'],
    [{ tools: [weather, {}] }, 'tools[1].function'],
    [{ tools: [{ type: '' }] }, 'tools[0].type'],
    [{ tools: [{ type: 'function', function: { name: 'a', parameters: [] } }] }, 'tools[0].function.parameters'],
  ])('refused: %o', (members, param) => {
    expect(refusal(() => ask(members))).toMatchObject({ code: 'VALIDATION_FAILED', param });
  });
});

// Catches: a form of old that would be answered in a form its program does not read.
test.each([
  [{ functions: [{ name: 'a' }] }, 'functions'],
  [{ modalities: ['text', 'audio'] }, 'modalities'],
])('not supported: %o', (members, param) => {
  expect(refusal(() => ask(members))).toMatchObject({ code: 'UNSUPPORTED_PARAMETER', param });
});
