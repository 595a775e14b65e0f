import { onTestFinished } from 'vitest';
import { readConversation } from '../../../../../electron/local/engine/prompt/conversation.ts';
import { renderTurns } from '../../../../../electron/local/engine/prompt/render.ts';
import { beginAnswer } from '../../../../../electron/local/engine/prompt/start.ts';
import { templateOf } from '../../../../../electron/local/engine/prompt/template.ts';
import { planThinking } from '../../../../../electron/local/engine/prompt/thinking.ts';
import type { ChatRequest, EngineMessage } from '../../../../../electron/local/engine/request.ts';
import { openRuntime } from '../../../../../electron/local/engine/runtime.ts';
import { testModel } from '../../../../helpers/models/test-model.ts';
import { chatRequest } from '../ask.ts';

/** A model with this template, of which nothing but the words is read. */
export async function openTemplate(template: string | null) {
  const { llama } = await openRuntime('cpu');
  const model = await llama.loadModel({ modelPath: await testModel('talker', { template }), vocabOnly: true });
  onTestFinished(() => model.dispose());
  const found = await templateOf(model);

  /** The prompt, with what must not hold special tokens in brackets. */
  const write = (messages: readonly EngineMessage[], more: Partial<ChatRequest> = {}): string => {
    if (found.kind !== 'file') throw new Error('This form is written by the engine.');
    const request = chatRequest(messages, more);
    const { turns, begun } = readConversation(messages);
    const thinking = planThinking(found, request, request.format.kind !== 'text');
    const rendered = renderTurns(model, found, {
      turns,
      tools: request.tools,
      functions: {},
      parameters: thinking.parameters,
    });
    const { pieces } = beginAnswer(rendered, found.thought, begun, thinking);
    return pieces.map(({ text, special }) => (special ? text : `[[${text}]]`)).join('');
  };
  return { template: found, turnEnd: found.kind === 'file' ? found.turnEnd?.toString() : undefined, write };
}
