import type { ModelParameters, ParameterWarning } from '../../../shared/model/parameters.ts';
import { ruleOf } from './rule-of.ts';
import type { AskedModel, ParameterForm } from './rules.ts';

type Effort = NonNullable<ModelParameters['reasoningEffort']>;

/** The most tokens that an effort stands for, where a vendor knows no budgets. */
const budgets: readonly (readonly [Effort, number])[] = [
  ['none', 0],
  ['minimal', 1024],
  ['low', 4096],
  ['medium', 12_288],
  ['high', 24_576],
];

export const effortOf = (budget: number): Effort => budgets.find(([, most]) => budget <= most)?.[0] ?? 'xhigh';

/** Effort and budget say the same thing twice: one of them is left, the one that the vendor takes. */
export function settleReasoning(
  form: ParameterForm,
  asked: AskedModel,
): { parameters: ModelParameters; warnings: ParameterWarning[] } {
  const { reasoningEffort: effort, reasoningBudget: budget, ...rest } = asked.parameters;
  if (budget === undefined) return { parameters: asked.parameters, warnings: [] };
  const rule = ruleOf(form, 'reasoningBudget', asked);
  if (budget > 0 && 'as' in rule) {
    const detail = 'reasoningBudget says it more exactly';
    return {
      parameters: { ...rest, reasoningBudget: budget },
      warnings: effort === undefined ? [] : [{ parameter: 'reasoningEffort', action: 'dropped', detail }],
    };
  }
  if (budget > 0 && 'without' in rule) return { parameters: asked.parameters, warnings: [] };
  const meant = effortOf(budget);
  const told = effort ?? meant;
  if (budget === 0 && told === 'none') return { parameters: { ...rest, reasoningEffort: 'none' }, warnings: [] };
  const detail =
    effort === undefined ? `${budget} tokens became the effort ${meant}` : `the effort ${effort} says it already`;
  const action = effort === undefined ? 'converted' : 'dropped';
  return {
    parameters: { ...rest, reasoningEffort: told },
    warnings: [{ parameter: 'reasoningBudget', action, detail }],
  };
}
