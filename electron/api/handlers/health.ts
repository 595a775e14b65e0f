import type { AppContract } from '../../../shared/contract/contract.ts';
import type { HealthService } from '../../health/health.ts';
import type { DomainHandlers } from '../router.ts';

export const healthHandlers = ({
  health,
}: {
  health: HealthService;
}): DomainHandlers<AppContract, 'health' | 'incidents' | 'notices' | 'webhook'> => ({
  'health.all': () => health.all(),
  'health.get': ({ providerId }) => health.get(providerId),
  'health.check': ({ providerId, withToken }, { signal }) => health.check(providerId, { withToken, signal }),
  'health.board': () => health.board(),
  'health.history': ({ providerId, hours }) => health.history(providerId, hours),
  'health.histories': ({ hours }) => health.histories(hours),

  'incidents.list': (filter) => health.incidents.list(filter),
  'incidents.open': (typed) => health.incidents.open(typed),
  'incidents.close': ({ incidentId, note }) => health.incidents.close(incidentId, note),
  'incidents.note': ({ incidentId, note }) => health.incidents.note(incidentId, note),

  'notices.list': (filter) => health.notices.list(filter),
  'notices.mark-read': ({ noticeIds }) => health.notices.markRead(noticeIds),

  'webhook.get': () => health.webhook.get(),
  'webhook.update': (change) => health.webhook.update(change),
  'webhook.test': (_, { signal }) => health.webhook.test(signal),
});
