import type { ChatWrapper, LlamaModel, LlamaText } from 'node-llama-cpp';
import { loadLibrary } from '../runtime.ts';
import { jinjaParts, type RenderTemplate } from './jinja-parts.ts';
import { type ThoughtMarks, thoughtMarks } from './thought-marks.ts';

/** How a model wants its messages written. */
export type ChatTemplate = FileTemplate | EngineTemplate;

interface Common {
  /** What it is called in a model's facts. Null: the file has no template, and the form is a guess. */
  readonly name: string | null;
  /** The engine's own knowledge of the form: how calls and thoughts are marked. */
  readonly wrapper: ChatWrapper;
  /** Null: it cannot think, or at least nobody can tell where a thought ends. */
  readonly thought: ThoughtMarks | null;
}

/** The template of the file, rendered here as its authors meant it: with the beginning of the answer. */
export interface FileTemplate extends Common {
  readonly kind: 'file';
  readonly source: string;
  readonly render: RenderTemplate;
  /** Whether it has its own way of writing tools, calls and results; otherwise they are described in words. */
  readonly hasTools: boolean;
  /** How it takes the arguments of a call: as JSON text, or under a key of its own. */
  readonly stringifiesArguments: boolean;
  readonly argumentsKey: string | undefined;
  /** The mark after an answer: where the model writes it, it is done. */
  readonly turnEnd: LlamaText | null;
}

/** A form that no template says all of, so that the engine has code for it. */
export interface EngineTemplate extends Common {
  readonly kind: 'engine';
}

/** The file has a template, and it does not work: any other form would be a guess that nobody was told of. */
export interface BrokenTemplate {
  readonly kind: 'broken';
  readonly name: null;
  readonly reason: string;
}

type FoundTemplate = ChatTemplate | BrokenTemplate;

const known = new WeakMap<LlamaModel, Promise<FoundTemplate>>();

/** Found once a model; a load asks for it, so that no request waits for it. */
export function templateOf(model: LlamaModel): Promise<FoundTemplate> {
  let template = known.get(model);
  if (!template) {
    template = resolveTemplate(model);
    known.set(model, template);
  }
  return template;
}

/** Forms with channels or turns that only code can follow, by what their templates cannot do without. */
const codedForms: readonly (readonly string[])[] = [
  ['<|start|>', '<|channel|>'],
  ['<|start|>', 'to=self'],
  ['<|turn>', '<|tool_call>call:'],
  ['<seed:think>'],
  ['<|recipient|>', '<|content|>'],
  ['<|start_header_id|>', '>>>'],
];

/**
 * The engine's own choice tries every form it knows against the template: 0.1 s to 16 s of this thread for templates
 * of real models, and what it ends up with leaves out the beginning of the answer, which is where many templates turn
 * thinking on or off. So it is asked only for what a template cannot say.
 */
async function resolveTemplate(model: LlamaModel): Promise<FoundTemplate> {
  const source = templateText(model);
  if (source !== null && !codedForms.some((marks) => marks.every((mark) => source.includes(mark)))) {
    return fromFile(model, source);
  }
  const { resolveChatWrapper } = await loadLibrary();
  const wrapper = resolveChatWrapper(model, { noJinja: source !== null, warningLogs: false });
  const thought = thoughtMarks(source ?? '', wrapper.settings, model.tokenizer);
  return { kind: 'engine', name: source === null ? null : wrapper.wrapperName, wrapper, thought };
}

/** Broken where it cannot be read or refuses the simplest conversation. */
async function fromFile(model: LlamaModel, source: string): Promise<FileTemplate | BrokenTemplate> {
  const { JinjaTemplateChatWrapper, LlamaText, SpecialTokensText } = await loadLibrary();
  let wrapper: InstanceType<typeof JinjaTemplateChatWrapper>;
  try {
    wrapper = new JinjaTemplateChatWrapper({ template: source, tokenizer: model.tokenizer });
  } catch (error) {
    return {
      kind: 'broken',
      name: null,
      reason: (error instanceof Error ? error.message : String(error)).slice(0, 200),
    };
  }
  const { render, stringifiesArguments, argumentsKey } = jinjaParts(wrapper);
  const [, end] = /^\s*(<[^<>\s]+>)/.exec(textAfterAnswer(render)) ?? [];
  return {
    kind: 'file',
    name: 'Jinja',
    source,
    wrapper,
    render,
    hasTools: wrapper.usingJinjaFunctionCallTemplate,
    stringifiesArguments,
    argumentsKey,
    thought: thoughtMarks(source, wrapper.settings, model.tokenizer),
    turnEnd: end === undefined ? null : LlamaText(new SpecialTokensText(end)),
  };
}

function textAfterAnswer(render: RenderTemplate): string {
  const answer = 'Yes9472';
  try {
    const text = render({
      messages: [
        { role: 'user', content: 'No1387' },
        { role: 'assistant', content: answer },
      ],
      bos_token: '',
      eos_token: '',
    });
    const at = text.lastIndexOf(answer);
    return at === -1 ? '' : text.slice(at + answer.length);
  } catch {
    return '';
  }
}

function templateText(model: LlamaModel): string | null {
  const text: unknown = model.fileInfo.metadata.tokenizer.chat_template;
  return typeof text === 'string' && text.trim() !== '' ? text : null;
}
