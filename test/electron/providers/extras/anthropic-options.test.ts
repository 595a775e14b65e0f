import { describe, expect, test } from 'vitest';
import { addProvider, openVendorServer } from './vendor-server.ts';

const events = [
  {
    type: 'message_start',
    message: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'claude-sonnet-4-5',
      content: [],
      stop_reason: null,
      usage: {
        input_tokens: 12,
        cache_creation_input_tokens: 2048,
        cache_read_input_tokens: 1024,
        cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 2048 },
        output_tokens: 1,
      },
    },
  },
  { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'Hm.' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'c2ln' } },
  { type: 'content_block_stop', index: 0 },
  { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: 'Yes.' } },
  { type: 'content_block_stop', index: 1 },
  { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 30 } },
  { type: 'message_stop' },
];

async function openModel() {
  const server = await openVendorServer({
    'POST /v1/messages': (_asked, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''));
    },
  });
  const { provider, providers } = await addProvider(server, { kind: 'anthropic' });
  const connection = await providers.connect(provider.id);
  return { server, model: await connection.model('language', 'claude-sonnet-4-5') };
}

const hour = { anthropic: { cacheControl: { type: 'ephemeral', ttl: '1h' } } } as const;
const thinking = { anthropic: { thinking: { type: 'enabled', budgetTokens: 2048 } } };

describe('what the Messages API can do besides, through the options of the AI SDK', () => {
  // Catches: a cache that is asked for and never written, or written for five minutes in place of an hour.
  test('prompt caching reaches the wire, and what it saved comes back', async () => {
    const { server, model } = await openModel();
    const { stream } = await model.doStream({
      prompt: [
        { role: 'system', content: 'Long rules.', providerOptions: hour },
        {
          role: 'user',
          content: [
            {
              type: 'text',
              text: 'Long text.',
              providerOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } },
            },
            { type: 'text', text: 'Well?' },
          ],
        },
      ],
    });
    const parts = await Array.fromAsync(stream);
    expect(server.asked[0]?.body).toMatchObject({
      system: [{ type: 'text', text: 'Long rules.', cache_control: { type: 'ephemeral', ttl: '1h' } }],
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Long text.', cache_control: { type: 'ephemeral' } },
            { type: 'text', text: 'Well?' },
          ],
        },
      ],
    });
    const finish = parts.find((part) => part.type === 'finish');
    expect(finish?.usage.inputTokens).toMatchObject({ total: 3084, noCache: 12, cacheRead: 1024, cacheWrite: 2048 });
  });

  // Catches: thoughts without their signature, with which the next question of the same talk is refused.
  test('thinking is asked for, and its signature goes back with the next question', async () => {
    const { server, model } = await openModel();
    const question = { role: 'user' as const, content: [{ type: 'text' as const, text: 'Well?' }] };
    const { stream } = await model.doStream({ prompt: [question], maxOutputTokens: 1000, providerOptions: thinking });
    const parts = await Array.fromAsync(stream);
    // The budget is beside what the answer may take.
    expect(server.asked[0]?.body).toMatchObject({
      thinking: { type: 'enabled', budget_tokens: 2048 },
      max_tokens: 3048,
    });
    const signed = parts.findLast((part) => part.type === 'reasoning-delta' && part.providerMetadata !== undefined);
    const providerOptions = signed?.type === 'reasoning-delta' ? signed.providerMetadata : undefined;
    expect(providerOptions).toEqual({ anthropic: { signature: 'c2ln' } });

    await model.doStream({
      prompt: [
        question,
        {
          role: 'assistant',
          content: [
            { type: 'reasoning', text: 'Hm.', ...(providerOptions && { providerOptions }) },
            { type: 'text', text: 'Yes.' },
          ],
        },
        question,
      ],
      providerOptions: thinking,
    });
    expect(server.asked[1]?.body).toMatchObject({
      messages: [
        {},
        { role: 'assistant', content: [{ type: 'thinking', thinking: 'Hm.', signature: 'c2ln' }, { type: 'text' }] },
        {},
      ],
    });
  });
});
