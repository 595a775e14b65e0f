import type { ParameterName } from '../../../shared/model/parameters.ts';
import type { AskedModel, LeftOut, ParameterForm, Rule } from './rules.ts';

const ownSampling: LeftOut = { without: 'this model sets it itself' };
const noReasoning: LeftOut = { without: 'this model does not reason' };

/** What the catalogue knows holds for the model at whichever vendor. */
function catalogueRule(name: ParameterName, { details, parameters }: AskedModel): Rule | undefined {
  const isSampling = name === 'temperature' || name === 'topP' || name === 'topK' || name === 'minP';
  if (isSampling && details?.temperature === false && parameters.reasoningEffort !== 'none') return ownSampling;
  const isReasoning = name === 'reasoningEffort' || name === 'reasoningBudget';
  return isReasoning && details?.reasoning === false ? noReasoning : undefined;
}

/** What becomes of a parameter: by what the form says, the form about such models, and the catalogue. */
export function ruleOf(form: ParameterForm, name: ParameterName, asked: AskedModel): Rule {
  const rule = form.models.findLast(({ rules, holds }) => rules[name] && holds(asked))?.rules[name] ?? form.rules[name];
  return 'without' in rule ? rule : (catalogueRule(name, asked) ?? rule);
}
