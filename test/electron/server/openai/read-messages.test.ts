import { describe, expect, test } from 'vitest';
import { ask, promptOf, refusal, user } from './ask.ts';

const call = { id: 'c1', type: 'function', function: { name: 'weather', arguments: '{"city":"Bonn"}' } };
const asksTool = { role: 'assistant', content: null, tool_calls: [call] };

// Catches: templates that refuse a system message in the middle, and vendors that know no developer.
test('edge 13: developer and system messages become one system message, first', () => {
  const prompt = promptOf(
    user,
    { role: 'developer', content: 'Be brief.' },
    { role: 'assistant', content: 'Yes?' },
    {
      role: 'system',
      content: [
        { type: 'text', text: 'Be' },
        { type: 'text', text: 'kind.' },
      ],
    },
    { role: 'system', content: '' },
    user,
  );
  expect(prompt.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
  expect(prompt[0]?.content).toBe('Be brief.\n\nBe\nkind.');
});

// Catches: a form of content that some program sends and that is refused, or lost.
test.each([
  ['user text', user, [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }]],
  [
    'user parts',
    {
      role: 'user',
      content: [
        { type: 'text', text: 'a' },
        { type: 'text', text: 'b' },
      ],
    },
    [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
      },
    ],
  ],
  ['user null', { role: 'user', content: null }, [{ role: 'user', content: [{ type: 'text', text: '' }] }]],
  ['user ""', { role: 'user', content: '' }, [{ role: 'user', content: [{ type: 'text', text: '' }] }]],
  ['assistant ""', { role: 'assistant', content: '' }, [{ role: 'assistant', content: [] }]],
  ['assistant without content', { role: 'assistant' }, [{ role: 'assistant', content: [] }]],
  [
    'assistant parts',
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'a' },
        { type: 'refusal', refusal: 'No.' },
      ],
    },
    [
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'No.' },
        ],
      },
    ],
  ],
  [
    'a refusal beside null',
    { role: 'assistant', content: null, refusal: 'No.' },
    [{ role: 'assistant', content: [{ type: 'text', text: 'No.' }] }],
  ],
])('edge 14: %s', (_, message, expected) => {
  expect(promptOf(message)).toEqual(expected);
});

// Catches: reasoning that a program sent back and that is taken for the answer, or dropped.
test.each(['reasoning_content', 'reasoning'])('edge 9: %s comes back before the text', (name) => {
  expect(promptOf({ role: 'assistant', content: 'So: 4', [name]: 'Two and two' })[0]?.content).toEqual([
    { type: 'reasoning', text: 'Two and two' },
    { type: 'text', text: 'So: 4' },
  ]);
});

describe('calls and their results', () => {
  // Catches: content null beside calls, and arguments that reach the model as a text.
  test.each([null, '', undefined])('edge 14: content %o beside a call', (content) => {
    expect(promptOf({ ...asksTool, content })[0]?.content).toEqual([
      { type: 'tool-call', toolCallId: 'c1', toolName: 'weather', input: { city: 'Bonn' } },
    ]);
  });

  // Catches: an endless loop of agents, when what a model wrote wrongly is refused or replaced.
  test.each([
    ['', {}],
    [undefined, {}],
    [{ city: 'Bonn' }, { city: 'Bonn' }],
    ['{"city":', '{"city":'],
    ['[1]', [1]],
  ])('edge 3: arguments %o', (given, input) => {
    const tool_calls = [{ id: 'c1', function: { name: 'weather', arguments: given } }];
    expect(promptOf({ role: 'assistant', tool_calls })[0]?.content).toMatchObject([{ type: 'tool-call', input }]);
  });

  // Catches: a call of a tool with free text, which has no arguments in JSON.
  test('a custom call keeps its text', () => {
    const tool_calls = [{ id: 'c1', type: 'custom', custom: { name: 'shell', input: 'ls -l' } }];
    expect(promptOf({ role: 'assistant', tool_calls })[0]?.content).toMatchObject([
      { type: 'tool-call', toolName: 'shell', input: 'ls -l' },
    ]);
  });

  // Catches: results without the name of their tool, and each in a message of its own, which some vendors refuse.
  test('edge 14: results in text and in parts, named by their calls, in one message', () => {
    const both = { ...asksTool, tool_calls: [call, { ...call, id: 'c2', function: { name: 'time' } }] };
    const prompt = promptOf(
      user,
      both,
      { role: 'tool', tool_call_id: 'c2', content: 'noon' },
      {
        role: 'tool',
        tool_call_id: 'c1',
        content: [
          { type: 'text', text: 'warm' },
          { type: 'text', text: 'dry' },
        ],
      },
      user,
      asksTool,
      { role: 'tool', tool_call_id: 'c1', content: null },
    );
    expect(prompt.filter(({ role }) => role === 'tool').map(({ content }) => content)).toEqual([
      [
        { type: 'tool-result', toolCallId: 'c2', toolName: 'time', output: { type: 'text', value: 'noon' } },
        { type: 'tool-result', toolCallId: 'c1', toolName: 'weather', output: { type: 'text', value: 'warm\ndry' } },
      ],
      [{ type: 'tool-result', toolCallId: 'c1', toolName: 'weather', output: { type: 'text', value: '' } }],
    ]);
  });

  // Catches: a picture that a tool made and that the model never sees, or that goes to one that cannot.
  test('a result with an image keeps it, and needs a model that sees', () => {
    const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } };
    const messages = [asksTool, { role: 'tool', tool_call_id: 'c1', content: [{ type: 'text', text: 'a' }, image] }];
    const { prompt, content } = ask({ messages });
    expect(prompt[1]?.content).toMatchObject([
      { output: { type: 'content', value: [{ type: 'text' }, { type: 'file', mediaType: 'image/png' }] } },
    ]);
    expect([...content.needs]).toEqual(['image']);
  });

  // Catches: a result that no call asked for and that goes to a provider, whose error names nothing.
  test.each([
    ['of nobody', [user, { role: 'tool', tool_call_id: 'c1', content: 'x' }], 1],
    ['of another id', [asksTool, { role: 'tool', tool_call_id: 'c2', content: 'x' }], 1],
    ['before its call', [{ role: 'tool', tool_call_id: 'c1', content: 'x' }, asksTool], 0],
  ])('a result %s is refused', (_, messages, index) => {
    expect(refusal(() => ask({ messages }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      param: `messages[${index}].tool_call_id`,
    });
  });
});
