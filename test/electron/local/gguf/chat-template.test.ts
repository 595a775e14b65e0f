// Catches: a switch for thinking, or tools, offered for a model whose template knows neither, or missing where it does.
import { expect, test } from 'vitest';
import { templateFacts } from '../../../../electron/local/gguf/chat-template.ts';
import { chatmlTemplate, thinkingTemplate, toolsTemplate } from '../../../helpers/models/build/chat-templates.ts';

const messages = '{% for message in messages %}{{ message.content }}{% endfor %}';
const turn = '{% if add_generation_prompt %}<|assistant|>{% endif %}';

test.each([
  ['roles only', chatmlTemplate, { tools: false, thinking: 'none' }],
  ['tools', toolsTemplate, { tools: true, thinking: 'none' }],
  ['tools and a switch', thinkingTemplate, { tools: true, thinking: 'switchable' }],
  ['a thought that is always begun', `${messages}<|assistant|><think>\n`, { tools: false, thinking: 'always' }],
  [
    'thoughts that are cut out of the history',
    `${messages}{% set content = content.split('</think>')[-1] %}${turn}`,
    { tools: false, thinking: 'always' },
  ],
  [
    'an effort',
    `Reasoning: {{ reasoning_effort }}<|channel|>analysis${messages}`,
    { tools: false, thinking: 'switchable' },
  ],
  [
    'a switch by the name of thinking',
    `${messages}{%- if thinking %}Think first.{% endif %}`,
    { tools: false, thinking: 'switchable' },
  ],
  [
    'a budget',
    `${messages}{% if thinking_budget == 0 %}<seed:think>{% endif %}`,
    { tools: false, thinking: 'switchable' },
  ],
  ['words that only sound like it', `${messages}I am thinking of a tool.`, { tools: false, thinking: 'none' }],
  ['calls of tools', `${messages}{% if message.tool_calls %}x{% endif %}`, { tools: true, thinking: 'none' }],
] as const)('%s', (_, template, facts) => {
  expect(templateFacts(template)).toEqual(facts);
});

test('no template, neither', () => {
  expect(templateFacts(null)).toEqual({ tools: false, thinking: 'none' });
});
