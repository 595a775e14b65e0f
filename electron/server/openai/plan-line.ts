import type { RequestId } from '../../../shared/model/ids.ts';
import type { LineQuestion, PlannedLine } from '../../batches/native/ports.ts';
import type { RoutePlanner } from '../../gateway/planner.ts';
import type { RoutingConfig } from '../../gateway/routing-config.ts';
import { newId } from '../../lib/id.ts';
import { lineCall } from './line-call.ts';

interface PlanLineOptions {
  planner: Pick<RoutePlanner, 'facts' | 'decide'>;
  config: Pick<RoutingConfig, 'aliases' | 'rules'>;
  /** UTC ms. Default: the clock. */
  now?: () => number;
}

/** Where a line of a batch would go if it were asked, by the planner that asks it. */
export const createPlanLine =
  ({ planner, config, now = Date.now }: PlanLineOptions) =>
  async ({ url, body, isLocalOnly, tags }: LineQuestion): Promise<PlannedLine> => {
    const call = lineCall({ url, body }, { id: newId<RequestId>(), createdAt: now() });
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
