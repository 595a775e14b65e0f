import { describe, expect, test } from 'vitest';
import { parseClientEvent } from '../../../../electron/providers/realtime/client-events.ts';

const message = { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hi' }] };

describe('what may be said in a talk', () => {
  // Catches: an event of the protocol that is refused, or fields of it that are lost.
  test.each([
    {
      type: 'session.update',
      session: { type: 'realtime', audio: { input: { turn_detection: null } }, tracing: null },
    },
    { type: 'session.update', session: { audio: { output: { voice: { id: 'voice_1' }, speed: 1.1 } } } },
    { type: 'input_audio_buffer.append', audio: 'AAECAw==' },
    { type: 'input_audio_buffer.commit' },
    { type: 'input_audio_buffer.clear', event_id: 'mine' },
    { type: 'conversation.item.create', item: message, previous_item_id: 'root' },
    { type: 'conversation.item.create', item: { type: 'function_call_output', call_id: 'c', output: '' } },
    { type: 'conversation.item.create', item: { type: 'mcp_approval_response', approve: true } },
    { type: 'conversation.item.retrieve', item_id: 'i' },
    { type: 'conversation.item.truncate', item_id: 'i', content_index: 0, audio_end_ms: 10 },
    { type: 'conversation.item.delete', item_id: 'i' },
    { type: 'response.create' },
    { type: 'response.create', response: { conversation: 'none', input: [] } },
    { type: 'response.cancel', response_id: 'r' },
  ])('%j', (event) => {
    expect(parseClientEvent(event)).toEqual(event);
  });

  // Catches: an error that does not say which field is meant, or repeats what was said.
  test.each([
    [undefined, 'type'],
    ['text', 'type'],
    [{ type: 'session.updated' }, 'type'],
    [{ type: 'input_audio_buffer.append' }, 'audio'],
    [{ type: 'conversation.item.create', item: { type: 'function_call_output', output: 'secret' } }, 'item.call_id'],
    [
      { type: 'session.update', session: { audio: { input: { format: { type: 'audio/mp3' } } } } },
      'session.audio.input.format.type',
    ],
    [{ type: 'conversation.item.truncate', item_id: 'i', content_index: 0, audio_end_ms: -1 }, 'audio_end_ms'],
  ])('but not %j, because of %s', (event, param) => {
    const refused = expect.objectContaining({ code: 'VALIDATION_FAILED', details: { param } });
    expect(() => parseClientEvent(event)).toThrow(refused);
    expect(() => parseClientEvent(event)).not.toThrow(/secret/);
  });
});
