// Catches: blocks that are not opened or closed, a finish without its numbers.
import { expect, test } from 'vitest';
import type { GenerateDelta, GenerateEnd } from '../../../../electron/local/engine/request.ts';
import { createPartWriter } from '../../../../electron/local/interface/stream-parts.ts';

const end: GenerateEnd = {
  reason: 'calls',
  stopString: null,
  usage: { inputTokens: 10, cachedTokens: 4, outputTokens: 7, reasoningTokens: 2 },
  droppedTurns: 0,
  times: { queued: 1, prompt: 2, generation: 3 },
  promptLogprobs: null,
  seed: 5,
};

test('a turn that thinks, speaks and calls', () => {
  const writer = createPartWriter();
  const deltas: GenerateDelta[] = [
    { kind: 'reasoning', text: 'a' },
    { kind: 'reasoning', text: 'b' },
    { kind: 'text', text: 'c' },
    { kind: 'call-start', id: 'call_1', name: 'weather' },
    { kind: 'call-input', id: 'call_1', text: '{}' },
    { kind: 'call-end', id: 'call_1', name: 'weather', input: '{}' },
    { kind: 'text', text: 'd' },
  ];
  const parts = [...deltas.flatMap((delta) => writer.write(delta)), ...writer.end(end)];
  expect(parts.map((part) => ('id' in part ? `${part.type} ${part.id}` : part.type))).toEqual([
    'reasoning-start reasoning-0',
    'reasoning-delta reasoning-0',
    'reasoning-delta reasoning-0',
    'reasoning-end reasoning-0',
    'text-start text-1',
    'text-delta text-1',
    'text-end text-1',
    'tool-input-start call_1',
    'tool-input-delta call_1',
    'tool-input-end call_1',
    'tool-call',
    'text-start text-2',
    'text-delta text-2',
    'text-end text-2',
    'finish',
  ]);
  expect(parts.at(-1)).toMatchObject({
    finishReason: { unified: 'tool-calls' },
    usage: {
      inputTokens: { total: 10, noCache: 6, cacheRead: 4 },
      outputTokens: { total: 7, text: 5, reasoning: 2 },
    },
    providerMetadata: { switchyard: { seed: 5 } },
  });
});
