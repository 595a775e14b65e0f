import type { SharedV4Warning } from '@ai-sdk/provider';
import type { ParameterName, ParameterWarning } from '../../../shared/model/parameters.ts';

/** Words of the packages for what the vocabulary calls otherwise. */
const words: Readonly<Record<string, ParameterName>> = {
  stopSequences: 'stop',
  reasoning: 'reasoningEffort',
  effort: 'reasoningEffort',
  thinking: 'reasoningEffort',
  'thinking.type': 'reasoningEffort',
  'adaptive thinking': 'reasoningEffort',
  'extended thinking': 'reasoningBudget',
  budgetTokens: 'reasoningBudget',
};

function parameterOf(feature: string): string {
  const last = feature.replace(/^providerOptions\.[^.]+\./, '');
  return words[last] ?? last;
}

/** A package says "unsupported" also where it sends another value. */
const isOther = (details: string): boolean => /clamped|limited to|lowered|instead/.test(details);

/** What a vendor's package says that it left out or changed. */
export const fromPackage = (warnings: readonly SharedV4Warning[]): ParameterWarning[] => warnings.map(toWarning);

function toWarning(warning: SharedV4Warning): ParameterWarning {
  switch (warning.type) {
    case 'unsupported': {
      const { feature, details = 'this model does not take it' } = warning;
      return { parameter: parameterOf(feature), action: isOther(details) ? 'converted' : 'dropped', detail: details };
    }
    case 'compatibility': {
      const { feature, details = 'the nearest was sent' } = warning;
      return { parameter: parameterOf(feature), action: 'converted', detail: details };
    }
    case 'deprecated':
      return { parameter: parameterOf(warning.setting), action: 'dropped', detail: warning.message };
    case 'other': {
      const { message } = warning;
      return {
        parameter: /^(logprobs|topLogprobs|logitBias)\b/.exec(message)?.[0] ?? 'request',
        action: 'dropped',
        detail: message,
      };
    }
  }
}
