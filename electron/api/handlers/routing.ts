import type { AppContract } from '../../../shared/contract/contract.ts';
import type { Routing } from '../../gateway/routing.ts';
import type { DomainHandlers } from '../router.ts';

type Domain = 'aliases' | 'rules' | 'routing' | 'requests' | 'messages';

export const routingHandlers = ({ routing }: { routing: Routing }): DomainHandlers<AppContract, Domain> => ({
  'aliases.list': () => [...routing.config.aliases()],
  'aliases.create': (choices) => routing.config.createAlias(choices),
  'aliases.update': ({ aliasId, ...change }) => routing.config.updateAlias(aliasId, change),
  'aliases.delete'({ aliasId }) {
    routing.config.deleteAlias(aliasId);
    return {};
  },
  'rules.list': () => [...routing.config.rules()],
  'rules.create': (choices) => routing.config.createRule(choices),
  'rules.update': ({ ruleId, ...change }) => routing.config.updateRule(ruleId, change),
  'rules.order': ({ ruleIds }) => [...routing.config.orderRules(ruleIds)],
  'rules.delete'({ ruleId }) {
    routing.config.deleteRule(ruleId);
    return {};
  },
  'routing.try': (request) => routing.try(request),
  'routing.simulate': (input, { signal }) => routing.simulate(input, signal),
  'routing.problems': () => routing.problems(),
  'requests.route': ({ requestId }) => routing.routeOf(requestId),
  'messages.route': ({ messageId }) => routing.routeOfMessage(messageId),
});
