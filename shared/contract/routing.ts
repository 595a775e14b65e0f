import { z } from 'zod';
import { alias, aliasChoices } from '../model/alias.ts';
import { exactPartial } from '../model/exact-partial.ts';
import { aliasId, messageId, requestId, ruleId } from '../model/ids.ts';
import { routeRecord, routingProblem } from '../model/route.ts';
import { routeTry, routeTryResult } from '../model/route-try.ts';
import { rule, ruleChoices } from '../model/rule.ts';
import { simulation, simulationInput } from '../model/simulation.ts';
import { call, event } from './define.ts';

const nothing = z.object({});
const oneAlias = z.object({ aliasId });
const oneRule = z.object({ ruleId });

export const routingContract = {
  'aliases.list': call({
    summary: 'All aliases: names that programs ask for, and who may answer them',
    method: 'GET',
    path: '/aliases',
    input: nothing,
    output: z.array(alias),
  }),
  'aliases.create': call({
    summary: 'Add an alias',
    method: 'POST',
    path: '/aliases',
    input: aliasChoices,
    output: alias,
  }),
  'aliases.update': call({
    summary: 'Change an alias; targets are given as a whole, in their order',
    method: 'PATCH',
    path: '/aliases/{aliasId}',
    input: z.strictObject({ ...exactPartial(aliasChoices.shape), aliasId }),
    output: alias,
  }),
  'aliases.delete': call({
    summary: 'Delete an alias',
    method: 'DELETE',
    path: '/aliases/{aliasId}',
    input: oneAlias,
    output: nothing,
  }),

  'rules.list': call({
    summary: 'All rules, in the order in which they are asked',
    method: 'GET',
    path: '/routing-rules',
    input: nothing,
    output: z.array(rule),
  }),
  'rules.create': call({
    summary: 'Add a rule behind the others',
    method: 'POST',
    path: '/routing-rules',
    input: ruleChoices,
    output: rule,
  }),
  'rules.update': call({
    summary: 'Change a rule',
    method: 'PATCH',
    path: '/routing-rules/{ruleId}',
    input: z.strictObject({ ...exactPartial(ruleChoices.shape), ruleId }),
    output: rule,
  }),
  'rules.order': call({
    summary: 'Ask these rules first, in this order; those left out stand behind them',
    method: 'PUT',
    path: '/routing-rules/order',
    input: z.object({ ruleIds: z.array(ruleId).max(1000) }),
    output: z.array(rule),
  }),
  'rules.delete': call({
    summary: 'Delete a rule',
    method: 'DELETE',
    path: '/routing-rules/{ruleId}',
    input: oneRule,
    output: nothing,
  }),

  'routing.try': call({
    summary: 'Where a request would go and which rules hold for it; nothing is sent',
    method: 'POST',
    path: '/routing-rules/test',
    input: routeTry,
    output: routeTryResult,
  }),
  'routing.simulate': call({
    summary: 'What edited rules and aliases would have made of the requests of the last days',
    method: 'POST',
    path: '/routing-rules/simulate',
    input: simulationInput,
    output: simulation,
  }),
  'routing.problems': call({
    summary: 'Aliases and rules that cannot do what they say',
    method: 'GET',
    path: '/routing-problems',
    input: nothing,
    output: z.array(routingProblem),
  }),
  'routing.changed': event({ summary: 'Aliases or rules were changed', data: nothing }),

  'requests.route': call({
    summary: 'The way of one request: its plan and each attempt',
    method: 'GET',
    path: '/requests/{requestId}/route',
    input: z.object({ requestId }),
    output: routeRecord,
  }),
  'messages.route': call({
    summary: 'The way of the request that an answer came from; null for answers from before there were any',
    method: 'GET',
    path: '/messages/{messageId}/route',
    input: z.object({ messageId }),
    output: routeRecord.nullable(),
  }),
};
