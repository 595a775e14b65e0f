import { expect, test } from 'vitest';
import { createDeltaBuffer } from '../../../electron/chat/delta-buffer.ts';
import type { AnswerDelta } from '../../../shared/model/conversation.ts';

function recordingBuffer() {
  const written: AnswerDelta[] = [];
  const buffer = createDeltaBuffer({
    interval: 0,
    write: (deltas) => void written.push(...deltas),
    onError(error) {
      throw error;
    },
  });
  return { buffer, written };
}

// Catches: an emoji that a provider sends in two halves, stored and shown as two broken characters.
test('the halves of a character are written together', () => {
  const { buffer, written } = recordingBuffer();
  buffer.push({ kind: 'text', text: 'a\ud83d' });
  buffer.push({ kind: 'text', text: '\ude83b' });
  buffer.flush();
  expect(written).toEqual([
    { kind: 'text', text: 'a' },
    { kind: 'text', text: '🚃b' },
  ]);
});

// Catches: a half that never gets its other one, held back for ever together with what came after it.
test('a half that stays alone is written at the end', () => {
  const { buffer, written } = recordingBuffer();
  buffer.push({ kind: 'reasoning', text: '\ud83d' });
  expect(written).toEqual([]);
  buffer.push({ kind: 'text', text: 'b' });
  buffer.flush();
  expect(written.map(({ kind }) => kind)).toEqual(['reasoning', 'text']);
});
