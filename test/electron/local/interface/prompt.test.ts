// Catches: a tool's result that loses its call, calls one after the other that look like calls at once, an image dropped
// in silence.
import type { LanguageModelV4Prompt } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { toMessages } from '../../../../electron/local/interface/prompt.ts';

const messagesOf = (prompt: LanguageModelV4Prompt) => toMessages(prompt, 'tiny');
const result = (toolCallId: string, value: string) =>
  ({ type: 'tool-result', toolCallId, toolName: 'weather', output: { type: 'text', value } }) as const;

describe('messages', () => {
  test('text of all roles, in order', () => {
    expect(
      messagesOf([
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
        { role: 'assistant', content: [{ type: 'text', text: 'Hello' }] },
      ]),
    ).toEqual([
      { role: 'system', text: 'Be brief.' },
      { role: 'user', text: 'Hi' },
      { role: 'assistant', parts: [{ kind: 'text', text: 'Hello' }] },
    ]);
  });

  test('calls get their results, and what follows them is a turn of its own', () => {
    const messages = messagesOf([
      { role: 'user', content: [{ type: 'text', text: 'Weather?' }] },
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'I look.' },
          { type: 'tool-call', toolCallId: 'a', toolName: 'weather', input: { city: 'Paris' } },
          { type: 'tool-call', toolCallId: 'b', toolName: 'weather', input: { city: 'Rome' } },
        ],
      },
      { role: 'tool', content: [result('b', '25'), result('a', '21')] },
      { role: 'assistant', content: [{ type: 'text', text: 'Warm.' }] },
      { role: 'user', content: [{ type: 'text', text: 'Thanks' }] },
    ]);
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'assistant', 'user']);
    expect(messages[1]).toEqual({
      role: 'assistant',
      parts: [
        { kind: 'reasoning', text: 'I look.' },
        { kind: 'call', id: 'a', name: 'weather', input: { city: 'Paris' }, result: '21' },
        { kind: 'call', id: 'b', name: 'weather', input: { city: 'Rome' }, result: '25' },
      ],
    });
    expect(messages[2]).toEqual({ role: 'assistant', parts: [{ kind: 'text', text: 'Warm.' }] });
  });

  test('a call nobody answered is left open', () => {
    const [answer] = messagesOf([
      { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'a', toolName: 'weather', input: {} }] },
    ]);
    expect(answer).toEqual({
      role: 'assistant',
      parts: [{ kind: 'call', id: 'a', name: 'weather', input: {}, result: null }],
    });
  });

  test('a text file is text, also as bytes and as base64', () => {
    const base64 = Buffer.from('größer').toString('base64');
    const [message] = messagesOf([
      {
        role: 'user',
        content: [
          { type: 'file', mediaType: 'text/plain', data: { type: 'text', text: 'one' } },
          { type: 'file', mediaType: 'text/markdown', data: { type: 'data', data: Buffer.from('two') } },
          { type: 'file', mediaType: 'text/plain', data: { type: 'data', data: base64 } },
        ],
      },
    ]);
    expect(message).toEqual({ role: 'user', text: 'one\ntwo\ngrößer' });
  });

  test.each([
    ['image/png', 'image'],
    ['audio/wav', 'audio'],
    ['application/pdf', 'application'],
  ])('%s is refused by name', (mediaType, capability) => {
    const file = { type: 'file', mediaType, filename: 'x', data: { type: 'data', data: 'AA==' } } as const;
    expect(() => messagesOf([{ role: 'user', content: [file] }])).toThrow(
      expect.objectContaining({ code: 'MODEL_LACKS_CAPABILITY', details: { capability, model: 'tiny' } }),
    );
  });
});
