import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export const roomNames = ['chat', 'models', 'providers', 'routing', 'usage', 'port', 'settings'] as const;
export type RoomName = (typeof roomNames)[number];

/** Where the window is. Without a conversation, the chat is at a new one. */
export interface Route {
  room: RoomName;
  conversationId?: string;
}

const isRoom = (name: string | undefined): name is RoomName => roomNames.some((room) => room === name);

export function routeOf(hash: string): Route {
  const [room, id] = hash.replace(/^#\/?/, '').split('/');
  if (!isRoom(room)) return { room: 'chat' };
  return room === 'chat' && id ? { room, conversationId: decodeURIComponent(id) } : { room };
}

export const hashOf = ({ room, conversationId }: Route): string =>
  conversationId ? `#/${room}/${encodeURIComponent(conversationId)}` : `#/${room}`;

interface Place {
  route: Route;
  /** The conversation the chat was last at, so that coming back to the chat comes back to it. */
  lastConversationId: string | undefined;
}

const placeAt = (route: Route, before?: Place): Place => ({
  route,
  lastConversationId: route.room === 'chat' ? route.conversationId : before?.lastConversationId,
});

const store = createStore<Place>(() => placeAt(routeOf(globalThis.location?.hash ?? '')));

const arrive = (route: Route): void => store.setState((before) => placeAt(route, before));

/** Goes to a room; `replace` leaves no step to go back to, as when a new chat gets its id. */
export function navigate(route: Route, options: { replace?: boolean } = {}): void {
  const hash = hashOf(route);
  if (globalThis.location?.hash !== hash) {
    if (options.replace) globalThis.history?.replaceState(null, '', hash);
    else globalThis.history?.pushState(null, '', hash);
  }
  arrive(route);
}

globalThis.window?.addEventListener('popstate', () => arrive(routeOf(location.hash)));

export const useRoute = (): Route => useStore(store, ({ route }) => route);
export const currentRoute = (): Route => store.getState().route;

/** Where a click on a room's name leads. */
export const useHomeOf = (room: RoomName): Route => {
  const lastConversationId = useStore(store, (place) => place.lastConversationId);
  return room === 'chat' && lastConversationId ? { room, conversationId: lastConversationId } : { room };
};
