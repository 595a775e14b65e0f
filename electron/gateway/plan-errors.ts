import { AppError } from '../../shared/errors/app-error.ts';
import type { RoutePlan } from '../../shared/model/route.ts';
import type { Ruling } from '../routing/ruling.ts';

/** `close`: what else may have been meant. */
export function unknownName(name: string, close: readonly string[]): AppError {
  const near =
    close.length > 0 ? ` Did you mean ${close.join(', ')}?` : ' See under Routing and Providers what there is.';
  return new AppError('MODEL_NOT_FOUND', `There is no model and no alias called ${name}.${near}`, {
    details: { model: name },
  });
}

export const aliasGone = ({ decidedBy }: Ruling): AppError =>
  new AppError(
    'MODEL_NOT_FOUND',
    `The rule "${decidedBy?.name ?? ''}" names an alias that is no more. Correct it under Routing.`,
  );

export const refused = ({ refusal, held }: Ruling): AppError =>
  new AppError('REFUSED_BY_RULE', refusal ?? '', { details: { rule: held.at(-1)?.name ?? '' } });

export const notHere = (asked: string, details = { why: 'not-local', count: 1 }): AppError =>
  new AppError(
    'NO_TARGET',
    `This request must stay on this computer, and ${asked} has no local model that may answer it. Add one, or change the rule.`,
    { details },
  );

export function nobodyLeft({ asked, passedOver, isLocalOnly }: RoutePlan): AppError {
  if (passedOver.length === 0) {
    return new AppError('NO_TARGET', `Nobody stands behind ${asked}. Add a target to it under Routing.`);
  }
  const reasons = [...new Set(passedOver.map(({ why }) => why))].join(', ');
  const details = { why: reasons, count: passedOver.length };
  if (isLocalOnly) return notHere(asked, details);
  const words = `None of the ${details.count} models behind ${asked} may answer this request: ${reasons}. Add one that may, or change the alias or the rule.`;
  return new AppError('NO_TARGET', words, { details });
}
