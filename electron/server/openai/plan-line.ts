import { AppError } from '../../../shared/errors/app-error.ts';
import type { Dialect } from '../../../shared/model/dialect.ts';
import type { RequestId } from '../../../shared/model/ids.ts';
import type { LineQuestion, PlannedLine } from '../../batches/native/ports.ts';
import type { RoutePlanner } from '../../gateway/planner.ts';
import type { RoutingConfig } from '../../gateway/routing-config.ts';
import { newId } from '../../lib/id.ts';
import { calls, isCallPath } from './calls.ts';

interface PlanLineOptions {
  planner: Pick<RoutePlanner, 'facts' | 'decide'>;
  config: Pick<RoutingConfig, 'aliases' | 'rules'>;
  /** UTC ms. Default: the clock. */
  now?: () => number;
}

/** In which form a line of a batch asks, by its url. */
const lineDialects: Readonly<Record<string, Dialect>> = {
  '/v1/chat/completions': 'openai-chat',
  '/v1/completions': 'openai-completions',
  '/v1/embeddings': 'openai-embeddings',
  '/v1/responses': 'openai-responses',
};

export const lineDialect = (url: string): Dialect | undefined => lineDialects[url];

/** Where a line of a batch would go if it were asked, by the planner that asks it. */
export const createPlanLine =
  ({ planner, config, now = Date.now }: PlanLineOptions) =>
  async ({ url, body, isLocalOnly, tags }: LineQuestion): Promise<PlannedLine> => {
    const path = url.replace(/^\/v1/, '');
    if (!isCallPath(path)) {
      throw new AppError('UNSUPPORTED_PARAMETER', `${url} cannot be asked in a batch yet.`, {
        details: { param: 'url' },
      });
    }
    const bytes = Buffer.from(JSON.stringify(body));
    const call = calls[path]({ body: bytes, headers: {}, id: newId<RequestId>(), createdAt: now() });
    const question = {
      door: 'batch' as const,
      wish: { name: call.model },
      service: call.work.service,
      content: call.content,
      tags,
      ...(isLocalOnly && { requirements: { isLocalOnly } }),
    };
    const rules = config.rules();
    const facts = await planner.facts(question, rules);
    const aliases = config.aliases();
    const { plan, changes } = await planner.decide({ question, facts, rules, aliases, isDry: true });
    return { plan, changes };
  };
