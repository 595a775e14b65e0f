// Catches: an address that leads to another room than the one it was made for, and a stale or damaged one that shows
// nothing, or an error of the host.
import { expect, test } from 'vitest';
import {
  currentRoute,
  hashOf,
  isAt,
  navigate,
  type Route,
  roomNames,
  routeOf,
} from '../../../renderer/app/navigation.ts';
import type { AliasId, ConversationId, ProviderId, RuleId } from '../../../shared/model/ids.ts';

const id = '019a0b1c-2d3e-7f40-8a5b-6c7d8e9fa0b1';
const conversationId = id as ConversationId;
const providerId = id as ProviderId;

const routes: Route[] = [
  ...roomNames.map((room) => ({ room })),
  { room: 'chat', conversationId },
  { room: 'providers', providerId },
  { room: 'providers', providerId, providerPart: 'settings' },
  { room: 'models', modelName: 'qwen3-0.6b-q8_0@lm-studio' },
  { room: 'routing', routingPart: 'try' },
  { room: 'routing', routingPart: 'simulate' },
  { room: 'routing', routingPart: 'batches' },
  { room: 'routing', routingPart: 'rules', routingId: id as RuleId },
  { room: 'routing', routingPart: 'aliases', routingId: id as AliasId },
  { room: 'routing', routingPart: 'aliases', routingId: 'new' },
];

test.each(routes)('$room $conversationId $providerId survives the address', (route) => {
  expect(routeOf(hashOf(route))).toEqual(route);
});

test.each(['', '#', '#/', '#/nowhere', '#token=abc', '#/settings2'])('%j leads to the chat', (hash) => {
  expect(routeOf(hash)).toEqual({ room: 'chat' });
});

test.each(['nonexistent', '%', '%E0%A4%A', id.replace('-7', '-4'), `${id}0`])('%j is no id', (wrong) => {
  expect(routeOf(`#/chat/${wrong}`)).toEqual({ room: 'chat' });
  expect(routeOf(`#/providers/${wrong}`)).toEqual({ room: 'providers' });
});

test.each(['', '%2F', 'Upper', 'two words', 'x'.repeat(301)])('%j is no name of a model', (wrong) => {
  expect(routeOf(`#/models/${wrong}`)).toEqual({ room: 'models' });
});

// Catches: an address with a part that does not exist, which shows an empty page.
test('an unknown part of a provider leads to its first', () => {
  expect(routeOf(`#/providers/${id}/nowhere`)).toEqual({ room: 'providers', providerId });
  expect(hashOf({ room: 'providers', providerId, providerPart: 'overview' })).toBe(`#/providers/${id}`);
});

// Catches: a typed address that opens a page of an alias that cannot be.
test('what is no part of the routing, or no id of it, leads to what is before it', () => {
  expect(routeOf('#/routing/nowhere')).toEqual({ room: 'routing' });
  expect(routeOf('#/routing/rules/old')).toEqual({ room: 'routing', routingPart: 'rules' });
  expect(routeOf('#/routing/try/new')).toEqual({ room: 'routing', routingPart: 'try' });
  expect(routeOf(`#/routing/simulate/${id}`)).toEqual({ room: 'routing', routingPart: 'simulate' });
  expect(routeOf('#/routing/aliases')).toEqual({ room: 'routing' });
});

test('each room takes its own kind of id only', () => {
  expect(routeOf(`#/settings/${id}`)).toEqual({ room: 'settings' });
  expect(hashOf({ room: 'settings', conversationId, providerId })).toBe('#/settings');
});

test('navigate changes the room without a browser too', () => {
  navigate({ room: 'port' });
  expect(currentRoute()).toEqual({ room: 'port' });
  expect(isAt({ room: 'port' })).toBe(true);
  navigate({ room: 'chat', conversationId });
  expect(isAt({ room: 'chat' })).toBe(false);
});
