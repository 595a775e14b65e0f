import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { AliasId, ConversationId, IncidentId, ProviderId, RuleId } from '../../shared/model/ids.ts';

export const roomNames = ['chat', 'models', 'providers', 'routing', 'usage', 'port', 'settings'] as const;
export type RoomName = (typeof roomNames)[number];

/** The parts of a provider's page; without one it is at the first. */
export const providerParts = ['overview', 'models', 'settings'] as const;
export type ProviderPart = (typeof providerParts)[number];

/** The parts of the routing; without one it is at the first. */
export const routingParts = ['aliases', 'rules', 'try', 'simulate', 'health', 'batches'] as const;
export type RoutingPart = (typeof routingParts)[number];

/** Where the window is. Without an id, the chat is at a new conversation, the providers and the models are a list. */
export interface Route {
  room: RoomName;
  conversationId?: ConversationId;
  providerId?: ProviderId;
  providerPart?: ProviderPart;
  /** A model of this computer. */
  modelName?: string;
  routingPart?: RoutingPart;
  /** An alias, a rule or an incident, by the part; `new` is one that is not stored yet. */
  routingId?: AliasId | RuleId | IncidentId | 'new';
}

const isRoom = (name: string | undefined): name is RoomName => roomNames.some((room) => room === name);

// What an address holds is typed by anybody: only what can be an id is taken for one.
const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const namePattern = /^[a-z0-9@._:-]{1,300}$/;

export function routeOf(hash: string): Route {
  const [room, id = '', part] = hash.replace(/^#\/?/, '').split('/');
  if (!isRoom(room)) return { room: 'chat' };
  if (room === 'routing') return routingAt(id, part);
  if (room === 'models') return namePattern.test(id) ? { room, modelName: id } : { room };
  if (!idPattern.test(id)) return { room };
  if (room === 'chat') return { room, conversationId: id as ConversationId };
  if (room !== 'providers') return { room };
  const providerPart = providerParts.slice(1).find((one) => one === part);
  return { room, providerId: id as ProviderId, ...(providerPart && { providerPart }) };
}

function routingAt(name: string, id = ''): Route {
  const routingPart = routingParts.find((one) => one === name);
  if (!routingPart) return { room: 'routing' };
  const canBeNew = routingPart === 'aliases' || routingPart === 'rules';
  const hasOne = (canBeNew && id === 'new') || ((canBeNew || routingPart === 'health') && idPattern.test(id));
  if (hasOne) return { room: 'routing', routingPart, routingId: id as AliasId | RuleId | IncidentId | 'new' };
  return routingPart === 'aliases' ? { room: 'routing' } : { room: 'routing', routingPart };
}

function routingHash({ routingPart = 'aliases', routingId }: Route): string {
  if (routingId) return `#/routing/${routingPart}/${routingId}`;
  return routingPart === 'aliases' ? '#/routing' : `#/routing/${routingPart}`;
}

const idOf = ({ room, conversationId, providerId, modelName }: Route): string | undefined => {
  if (room === 'chat') return conversationId;
  if (room === 'providers') return providerId;
  return room === 'models' ? modelName : undefined;
};

export function hashOf(route: Route): string {
  const { room, providerPart = 'overview' } = route;
  if (room === 'routing') return routingHash(route);
  const id = idOf(route);
  const part = room === 'providers' && providerPart !== 'overview' ? `/${providerPart}` : '';
  return id ? `#/${room}/${id}${part}` : `#/${room}`;
}

interface Place {
  route: Route;
  /** The conversation the chat was last at, so that coming back to the chat comes back to it. */
  lastConversationId: ConversationId | undefined;
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
export const isAt = (route: Route): boolean => hashOf(currentRoute()) === hashOf(route);

/** Where a click on a room's name leads. */
export const useHomeOf = (room: RoomName): Route => {
  const lastConversationId = useStore(store, (place) => place.lastConversationId);
  return room === 'chat' && lastConversationId ? { room, conversationId: lastConversationId } : { room };
};
