import type { ModelDetails } from '../../../shared/model/catalogue.ts';
import type { TokenQuestion } from '../../../shared/model/connection-test.ts';
import type { ProviderKind } from '../../../shared/model/provider.ts';
import { ratesAt } from '../catalogue/rates-at.ts';

/** Some vendors refuse less: https://platform.openai.com/docs/api-reference/responses/create */
export const answerLimit = 16;
/** The question with what a vendor puts around it; more than it will be. */
const questionLimit = 64;

interface Listed {
  id: string;
  details: ModelDetails;
  isEnabled?: boolean;
}

/** Names that say they do something else than answer, for models of which nothing else is known. */
const notForText =
  /embed|rerank|whisper|transcri|tts|speech|audio|dall-e|image|moderation|realtime|sora|veo|ocr|guard|live|aqa/i;

const answersInText = ({ id, details }: Listed): boolean =>
  !notForText.test(id) &&
  (details.inputs?.includes('text') ?? true) &&
  (details.outputs?.every((one) => one === 'text') ?? true) &&
  (details.maxOutput ?? answerLimit) >= answerLimit;

/** Nano-dollars at most for one short question; null where a price is missing. */
export function mostCostOf({ prices }: ModelDetails, now: number): number | null {
  if (!prices) return null;
  const { input, output, request = 0 } = ratesAt(prices, { at: now, promptTokens: questionLimit });
  if (input === undefined || output === undefined) return null;
  // What costs to be read and nothing to be written makes vectors.
  if (input > 0 && output === 0) return null;
  return Math.ceil((questionLimit * input + answerLimit * output) / 1000) + request;
}

const without = (skipped: TokenQuestion['skipped']): TokenQuestion => ({ modelId: null, mostCost: null, skipped });

/** The model that is asked for one token: the cheapest one; on a server of one's own, where none has a price, the first. */
export function cheapestModel(
  { services, keyPage }: Pick<ProviderKind, 'services' | 'keyPage'>,
  models: readonly Listed[],
  now: number,
): TokenQuestion {
  if (!services.includes('language')) return without('no-language');
  const usable = models.filter((one) => one.isEnabled !== false && answersInText(one));
  const inService = usable.filter(({ details }) => details.status !== 'deprecated');
  const [first] = inService.length > 0 ? inService : usable;
  if (!first) return without('no-models');
  const priced = inService
    .flatMap(({ id, details }) => {
      const mostCost = mostCostOf(details, now);
      return mostCost === null ? [] : [{ modelId: id, mostCost, skipped: null }];
    })
    .sort((one, other) => one.mostCost - other.mostCost);
  return priced[0] ?? (keyPage === null ? { modelId: first.id, mostCost: null, skipped: null } : without('no-price'));
}
