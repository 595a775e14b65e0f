import { expect, test } from 'vitest';
import { readChat } from '../../../../electron/server/openai/read-chat.ts';
import { ask, refusal, user } from './ask.ts';

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

// Catches: a crash, or a refusal that does not say which field is meant.
test.each<[object, string]>([
  [{ model: undefined }, 'model'],
  [{ model: '' }, 'model'],
  [{ model: 7 }, 'model'],
  [{ messages: undefined }, 'messages'],
  [{ messages: [] }, 'messages'],
  [{ messages: 'Hi' }, 'messages'],
  [{ messages: { 0: user } }, 'messages'],
  [{ messages: [user, null] }, 'messages[1]'],
  [{ messages: [user, 'Hi'] }, 'messages[1]'],
  [{ messages: [{ content: 'Hi' }] }, 'messages[0].role'],
  [{ messages: [{ role: 'wizard', content: 'Hi' }] }, 'messages[0].role'],
  [{ messages: [{ role: '__proto__', content: 'Hi' }] }, 'messages[0].role'],
  [{ messages: [user, user, { role: 'user' }] }, 'messages[2].content'],
  [{ messages: [{ role: 'user', content: 5 }] }, 'messages[0].content'],
  [{ messages: [{ role: 'user', content: {} }] }, 'messages[0].content'],
  [{ messages: [{ role: 'user', content: ['Hi'] }] }, 'messages[0].content[0]'],
  [{ messages: [{ role: 'user', content: [{ type: 'text' }] }] }, 'messages[0].content[0].text'],
  [{ messages: [{ role: 'tool', content: 'x' }] }, 'messages[0].tool_call_id'],
  [{ messages: [{ role: 'assistant', tool_calls: [{ function: { name: 'a' } }] }] }, 'messages[0].tool_calls[0].id'],
  [
    { messages: [{ role: 'assistant', tool_calls: [{ id: 'a', function: {} }] }] },
    'messages[0].tool_calls[0].function.name',
  ],
  [{ messages: [{ role: 'assistant', tool_calls: {} }] }, 'messages[0].tool_calls'],
  [{ stream: 'yes' }, 'stream'],
  [{ stream_options: { include_usage: 1 } }, 'stream_options.include_usage'],
  [{ response_format: { type: 'xml' } }, 'response_format.type'],
  [{ response_format: { type: 'json_schema', json_schema: { schema: 'x' } } }, 'response_format.json_schema.schema'],
  [{ temperature: 3 }, 'temperature'],
  [{ temperature: '1' }, 'temperature'],
  [{ temperature: Number.NaN }, 'temperature'],
  [{ temperature: Number.POSITIVE_INFINITY }, 'temperature'],
  [{ top_p: -0.1 }, 'top_p'],
  [{ max_tokens: 1.5 }, 'max_tokens'],
  [{ max_tokens: -7 }, 'max_tokens'],
  [{ n: 0 }, 'n'],
  [{ seed: 1.5 }, 'seed'],
  [{ stop: [''] }, 'stop'],
  [{ stop: 7 }, 'stop'],
  [{ logit_bias: { a: 101 } }, 'logit_bias'],
  [{ logprobs: false, top_logprobs: 3 }, 'top_logprobs'],
  [{ top_logprobs: 21 }, 'top_logprobs'],
  [{ reasoning_effort: 'a lot' }, 'reasoning_effort'],
  [{ tools: nested(300) }, 'tools'],
  [{ made_up: nested(5000) }, 'made_up'],
])('%o', (members, param) => {
  const { code, param: found, message } = refusal(() => ask(members as Record<string, unknown>));
  expect([code, found]).toEqual(['VALIDATION_FAILED', param]);
  expect(message).toContain(`"${param}"`);
  expect(message.length).toBeLessThan(300);
});

// Catches: a body that is no object and makes a 500.
test.each([null, undefined, 'text', 7, [], [user]])('a body of %o', (body) => {
  expect(refusal(() => readChat(body))).toMatchObject({ code: 'VALIDATION_FAILED', param: undefined });
});

// Catches: a name of JavaScript's own that changes what objects are, or stands in for what was not sent.
test('prototype keys are names like others', () => {
  const body: unknown = JSON.parse(`{
    "__proto__": { "temperature": 2, "stream": true }, "constructor": { "prototype": { "a": 1 } },
    "model": "m", "logit_bias": { "__proto__": 5, "7": 1 },
    "messages": [
      { "role": "assistant", "content": null, "__proto__": { "polluted": 1 },
        "tool_calls": [{ "id": "__proto__", "function": { "name": "constructor", "arguments": "{\\"__proto__\\":{\\"polluted\\":1}}" } }] },
      { "role": "tool", "tool_call_id": "__proto__", "content": "x" }
    ],
    "tools": [{ "type": "function", "function": { "name": "toString", "parameters": { "properties": { "__proto__": {} } } } }]
  }`);
  const read = readChat(body);
  expect(read.parameters).toEqual({ logitBias: { '7': 1 } });
  expect(read.isStream).toBe(false);
  expect(read.prompt[1]?.content).toMatchObject([{ toolCallId: '__proto__', toolName: 'constructor' }]);
  expect(JSON.stringify(read.tools)).toContain('"__proto__":{}');
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

// Catches: a refusal that quotes the question, which may then stand in a log.
test('no message repeats what was written', () => {
  const secret = 'my-secret-words';
  for (const messages of [
    [{ role: secret, content: secret }],
    [{ role: 'user', content: [{ type: secret, text: secret }] }],
    [{ role: 'user', content: [{ type: 'image_url', image_url: { url: secret } }] }],
    [{ role: 'user', content: [{ type: 'image_url', image_url: `data:${secret},` }] }],
    [{ role: 'tool', tool_call_id: secret, content: secret }],
  ]) {
    expect(refusal(() => ask({ messages, tool_choice: secret })).message).not.toContain(secret);
  }
});
