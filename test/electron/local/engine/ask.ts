import type { EngineModel } from '../../../../electron/local/engine/engine.ts';
import type {
  ChatRequest,
  EngineMessage,
  EngineTool,
  GenerateDelta,
} from '../../../../electron/local/engine/request.ts';
import { never } from './open-parts.ts';

export const sentence = 'Hello! I am a tiny hand-made model, and this sentence is always the same.';

export const user = (text: string): EngineMessage => ({ role: 'user', text });

export const chatRequest = (messages: readonly EngineMessage[], more: Partial<ChatRequest> = {}): ChatRequest => ({
  kind: 'chat',
  messages,
  tools: [],
  toolChoice: 'auto',
  parallelTools: true,
  format: { kind: 'text' },
  thinking: null,
  maxTokens: 60,
  stop: [],
  sampling: { temperature: 0 },
  logprobs: null,
  overflow: 'error',
  ...more,
});

export const weatherTool: EngineTool = {
  name: 'get_weather',
  description: 'The weather of a city',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  },
  strict: false,
};

/** What a model answers: the whole of each kind, and the pieces it came in. */
export async function ask(
  model: EngineModel,
  asked: string | readonly EngineMessage[],
  more: Partial<ChatRequest> = {},
  signal: AbortSignal = never,
) {
  const messages = typeof asked === 'string' ? [user(asked)] : asked;
  const deltas: GenerateDelta[] = [];
  for (const run = model.generate(chatRequest(messages, more), signal); ; ) {
    const next = await run.next();
    if (!next.done) {
      deltas.push(next.value);
      continue;
    }
    const all = (kind: 'text' | 'reasoning') => deltas.map((delta) => (delta.kind === kind ? delta.text : '')).join('');
    const calls = deltas.flatMap((delta) => (delta.kind === 'call-end' ? [delta] : []));
    return { text: all('text'), reasoning: all('reasoning'), calls, deltas, end: next.value };
  }
}
