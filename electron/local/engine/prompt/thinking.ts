import type { ChatWrapper } from 'node-llama-cpp';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { ChatRequest } from '../request.ts';
import type { ChatTemplate } from './template.ts';

/** Whether a thought comes before the answer, and how long it may be. */
export interface ThinkingPlan {
  /** `free`: the model decides, as its template has it. */
  mode: 'off' | 'free' | 'on';
  /** Tokens of thought at the most; null is no limit of its own. */
  budget: number | null;
  /** Turned off for a model that always thinks: its thought is given to it, empty. */
  isSkipped: boolean;
  /** What the template is told. */
  parameters: Readonly<Record<string, unknown>>;
}

/** Tokens of thought for each effort, for models that know no efforts themselves. */
const budgets = { low: 512, medium: 2048, high: 8192 } as const;

/** What templates call their switch. */
const switches = [
  { name: 'enable_thinking', isUsed: /\benable_thinking\b/ },
  { name: 'thinking', isUsed: /\{%-?\s*(el)?if (not )?thinking\b|(?<![.\w])thinking is defined\b/ },
];

/**
 * Off suits every model. On is refused where a model cannot think: an answer without the thought that was asked for
 * looks like one with it. Left out, the model thinks as it is used to, but not before an answer that must have a form
 * from its first letter on.
 */
export function planThinking(template: ChatTemplate, request: ChatRequest, hasForm: boolean): ThinkingPlan {
  const { thinking } = request;
  if (thinking === null && !hasForm) return { mode: 'free', budget: null, isSkipped: false, parameters: {} };
  if (thinking === null || thinking === 'off') return off(template, thinking === 'off');
  if (!template.thought) {
    throw new AppError(
      'UNSUPPORTED_PARAMETER',
      'This model cannot think before it answers. Leave thinking out, turn it off, or choose a model that thinks.',
      { details: { param: 'thinking' } },
    );
  }
  const effort = thinking === 'on' ? null : thinking;
  return {
    mode: 'on',
    budget: effort && budgets[effort],
    isSkipped: false,
    parameters: {
      ...switched(template, true),
      ...(effort && usesEffort(template) && { reasoning_effort: effort }),
    },
  };
}

function off(template: ChatTemplate, isAsked: boolean): ThinkingPlan {
  const parameters = switched(template, false);
  const hasWord = offWords.some((word) => word in template.wrapper);
  return {
    mode: 'off',
    // Where there is no word for it, a thought that may have no tokens is not begun.
    budget: template.kind === 'engine' && !hasWord ? 0 : null,
    isSkipped: isAsked && template.kind === 'file' && Object.keys(parameters).length === 0,
    parameters,
  };
}

const offWords = ['reasoning', 'thoughts', 'thinkingBudget'];

const usesEffort = (template: ChatTemplate): boolean =>
  template.kind === 'file' && template.source.includes('reasoning_effort');

function switched(template: ChatTemplate, value: boolean): Record<string, boolean> {
  if (template.kind === 'engine') return {};
  const used = switches.filter(({ isUsed }) => isUsed.test(template.source));
  return Object.fromEntries(used.map(({ name }) => [name, value]));
}

/** What the engine's own forms are told: each has its own word for it. */
export function engineThinking(wrapper: ChatWrapper, { mode, budget }: ThinkingPlan): Record<string, unknown> {
  if (mode === 'free') return {};
  const effort = mode === 'off' || budget === budgets.low ? 'low' : budget === budgets.medium ? 'medium' : 'high';
  const words: Record<string, unknown> = {
    reasoning: mode === 'on',
    thoughts: mode === 'on' ? 'auto' : 'discourage',
    reasoningEffort: effort,
    reasoningStrength: effort,
    thinkingBudget: mode === 'off' ? 0 : budget,
  };
  return Object.fromEntries(Object.entries(words).filter(([name]) => name in wrapper));
}
