import type { JinjaTemplateChatWrapper } from 'node-llama-cpp';
import { unknownEngine } from '../internals.ts';

export type RenderTemplate = (values: Readonly<Record<string, unknown>>) => string;

/** What the engine found out about a template and keeps to itself. */
export interface JinjaParts {
  render: RenderTemplate;
  stringifiesArguments: boolean;
  argumentsKey: string | undefined;
}

interface Inner {
  _jinjaTemplate?: { render?: (values: object) => string };
  _stringifyFunctionParams?: boolean;
  _wrapFunctionParamsInsideMapKey?: string;
}

export function jinjaParts(wrapper: JinjaTemplateChatWrapper): JinjaParts {
  // The library edge: these members exist and are not in its types.
  const inner = wrapper as unknown as Inner;
  const template = inner._jinjaTemplate;
  if (typeof template?.render !== 'function') throw unknownEngine();
  return {
    render: (values) => String(template.render?.(values)),
    stringifiesArguments: inner._stringifyFunctionParams === true,
    argumentsKey: inner._wrapFunctionParamsInsideMapKey,
  };
}
