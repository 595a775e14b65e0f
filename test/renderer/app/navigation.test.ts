// Catches: an address that leads to another room than the one it was made for, and a stale address that shows nothing.
import { expect, test } from 'vitest';
import { currentRoute, hashOf, navigate, type Route, roomNames, routeOf } from '../../../renderer/app/navigation.ts';

const routes: Route[] = [...roomNames.map((room) => ({ room })), { room: 'chat', conversationId: 'a/b c' }];

test.each(routes)('$room $conversationId survives the address', (route) => {
  expect(routeOf(hashOf(route))).toEqual(route);
});

test.each(['', '#', '#/', '#/nowhere', '#token=abc', '#/settings2'])('%j leads to the chat', (hash) => {
  expect(routeOf(hash)).toEqual({ room: 'chat' });
});

test('a conversation belongs to the chat only', () => {
  expect(routeOf('#/settings/123')).toEqual({ room: 'settings' });
});

test('navigate changes the room without a browser too', () => {
  navigate({ room: 'port' });
  expect(currentRoute()).toEqual({ room: 'port' });
});
