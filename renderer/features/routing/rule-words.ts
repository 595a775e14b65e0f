import type { AliasId } from '../../../shared/model/ids.ts';
import type { Target } from '../../../shared/model/provider.ts';
import type { Action, RuleChoices } from '../../../shared/model/rule.ts';
import type { I18n } from '../../lib/i18n.ts';
import { conditionWords } from './condition-words.ts';
import { wordsOfList } from './words-of-list.ts';

/** What ids are called. */
export interface Names {
  target(target: Target): string;
  alias(id: AliasId): string | undefined;
}

type Words = Pick<I18n, 't' | 'format' | 'language'>;

function actionWords(action: Action, names: Names, { t, format, language }: Words): string {
  const words = t.rules.actions;
  if ('target' in action) return words.target(names.target(action.target));
  if ('alias' in action) {
    const name = names.alias(action.alias);
    return name === undefined ? words.goneAlias : words.alias(name);
  }
  if ('refuse' in action) return words.refuse(action.refuse);
  if ('strategy' in action) return words.strategy(t.routing.strategies[action.strategy].name);
  if ('isLocalOnly' in action) return words.isLocalOnly;
  if ('onlyTag' in action) return words.onlyTag(action.onlyTag);
  if ('maxOutputTokens' in action) return words.maxOutputTokens(format.number(action.maxOutputTokens));
  if ('parameters' in action) return words.parameters(wordsOfList(Object.keys(action.parameters), 'and', language));
  if ('addTag' in action) return words.addTag(action.addTag);
  return action satisfies never;
}

/** "keep it on this computer and give it the tag “private”" */
export const actionList = (actions: readonly Action[], names: Names, i18n: Words): string =>
  wordsOfList(
    actions.map((action) => actionWords(action, names, i18n)),
    'and',
    i18n.language,
  );

/** "If the text holds an e-mail address, keep it on this computer." */
export function ruleSentence(
  { when, actions }: Pick<RuleChoices, 'when' | 'actions'>,
  names: Names,
  i18n: Words,
): string {
  const { rules } = i18n.t;
  const then = actions.length === 0 ? rules.clauses.unfinished : actionList(actions, names, i18n);
  const sentence = when === null ? rules.always(then) : rules.sentence(conditionWords(when, i18n), then);
  return sentence.replace(/…\.$/, '…');
}
