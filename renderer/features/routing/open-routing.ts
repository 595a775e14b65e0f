import type { AliasId, RuleId } from '../../../shared/model/ids.ts';
import { navigate } from '../../app/navigation.ts';

export const openAlias = (routingId: AliasId | 'new', options?: { replace: boolean }): void =>
  navigate({ room: 'routing', routingPart: 'aliases', routingId }, options);
export const closeAlias = (): void => navigate({ room: 'routing' });

export const openRule = (routingId: RuleId | 'new', options?: { replace: boolean }): void =>
  navigate({ room: 'routing', routingPart: 'rules', routingId }, options);
export const closeRule = (): void => navigate({ room: 'routing', routingPart: 'rules' });
