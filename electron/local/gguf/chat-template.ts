import { type GgufHeader, textOf } from './header.ts';

/** The model's own template; the file may hold others under names of their own, which nobody renders here. */
export const chatTemplate = (header: Pick<GgufHeader, 'metadata'>): string | null =>
  textOf(header, 'tokenizer.chat_template');

/** What templates call their switch: the name differs from maker to maker. */
const thinkingSwitch =
  /\b(?:enable_thinking|thinking_budget|reasoning_effort|reasoning_mode|(?:if|and|or|not|set)\s+thinking)\b/;
const thought =
  /<\/?think(?:ing)?>|<\|channel\|>|<\|channel>|\[THINK\]|<seed:think>|<\|begin_of_thought\|>|reasoning_content/i;

/** What a template says about its model. It is only looked at: running it is the engine's work. */
export function templateFacts(template: string | null) {
  if (template === null) return { tools: false, thinking: 'none' as const };
  const mayThink = thought.test(template);
  const thinking = thinkingSwitch.test(template) ? 'switchable' : mayThink ? 'always' : 'none';
  return { tools: /\btools\b|tool_calls?\b/.test(template), thinking } as const;
}
