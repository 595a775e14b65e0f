import { expect, test } from 'vitest';
import { chatmlTemplate, thinkingTemplate, toolsTemplate } from '../../../../helpers/models/build/chat-templates.ts';
import { testModel } from '../../../../helpers/models/test-model.ts';
import { ask, sentence, user, weatherTool } from '../ask.ts';
import { open } from '../open-parts.ts';
import { openTemplate } from './open-template.ts';

// Catches: a form guessed where the file says it, a load that tries out every form there is, marks that are not found.

test('the file’s own template is used, and what it can do is found out', async () => {
  const plain = await openTemplate(chatmlTemplate);
  expect(plain.template).toMatchObject({ kind: 'file', name: 'Jinja', hasTools: false, thought: null });
  const tools = await openTemplate(toolsTemplate);
  expect(tools.template).toMatchObject({ kind: 'file', hasTools: true, thought: null });
  const thinking = await openTemplate(thinkingTemplate);
  expect(thinking.template).toMatchObject({
    hasTools: true,
    thought: { open: '<think>', close: '</think>', written: { open: '<think>\n', close: '\n</think>' } },
  });
  expect(thinking.turnEnd).toBe('<|im_end|>');
});

test('a file without a template is answered in a form that is guessed, one that does not work is named', async () => {
  const none = await openTemplate(null);
  expect(none.template).toMatchObject({ kind: 'engine', name: null });
  const broken = await openTemplate('{% for message in messages %}{{ message.content ');
  expect(broken.template).toMatchObject({ kind: 'broken', reason: expect.any(String) });
  const model = await open(await testModel('talker-plain'), { contextSize: 1024 });
  try {
    expect(model.info.template).toBeNull();
    await expect(ask(model, 'hello')).resolves.toMatchObject({ text: sentence });
    await expect(ask(model, [{ role: 'system', text: 'S' }, user('hello')])).resolves.toMatchObject({ text: sentence });
  } finally {
    await model.close();
  }
});

/** Enough of a form with channels to be known as one. */
const channels = `{%- for message in messages %}{{- '<|start|>' + message.role + '<|message|>' + message.content + '<|end|>' }}{%- endfor %}
{%- if add_generation_prompt %}{{- '<|start|>assistant' }}{%- endif %}{#- <|channel|> #}`;

test('a form with channels is written by the engine, tools, forms and results too', async () => {
  const model = await open(await testModel('talker', { template: channels }), { contextSize: 2048 });
  try {
    expect(model.info.template).toBe('Harmony');
    await expect(ask(model, 'hello')).resolves.toMatchObject({ text: sentence });
    await expect(ask(model, 'json', { format: { kind: 'json' } })).resolves.toMatchObject({
      text: '{"ok": true, "answer": 42}',
    });
    await expect(ask(model, 'hello', { thinking: 'off' })).resolves.toMatchObject({ text: sentence, reasoning: '' });
    await expect(ask(model, 'hello', { thinking: 'low' })).resolves.toMatchObject({ text: expect.any(String) });
    const tools = [weatherTool];
    const forced = await ask(model, 'hello', { tools, toolChoice: 'required', parallelTools: false, maxTokens: 100 });
    expect(forced.calls).toMatchObject([{ name: 'get_weather' }]);
    const part = {
      kind: 'call' as const,
      id: 'a',
      name: 'get_weather',
      input: { city: 'Paris' },
      result: '{"degrees": 21}',
    };
    const { text } = await ask(model, [user('hello'), { role: 'assistant', parts: [part] }], { tools });
    // The last word the talker knows is in the call, which says that its arguments are json.
    expect(text).toBe('{"ok": true, "answer": 42}');
  } finally {
    await model.close();
  }
});
