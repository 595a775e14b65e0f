import { Boxes, ChartNoAxesColumn, Cloud, type LucideIcon, MessageSquare, Plug, Settings, Split } from 'lucide-react';
import { type Preloadable, preloadable } from '../lib/preloadable.ts';
import type { RoomName } from './navigation.ts';

export interface RoomFacts {
  icon: LucideIcon;
  Room: Preloadable;
}

/** Every room of the window: one line each. Each is a file of its own, loaded ahead while nothing else is to do. */
export const rooms: Record<RoomName, RoomFacts> = {
  chat: {
    icon: MessageSquare,
    Room: preloadable(async () => (await import('../features/chat/ChatRoom.tsx')).ChatRoom),
  },
  models: {
    icon: Boxes,
    Room: preloadable(async () => (await import('../features/models/ModelsRoom.tsx')).ModelsRoom),
  },
  providers: {
    icon: Cloud,
    Room: preloadable(async () => (await import('../features/providers/ProvidersRoom.tsx')).ProvidersRoom),
  },
  routing: {
    icon: Split,
    Room: preloadable(async () => (await import('../features/routing/RoutingRoom.tsx')).RoutingRoom),
  },
  usage: {
    icon: ChartNoAxesColumn,
    Room: preloadable(async () => (await import('../features/unbuilt/rooms.tsx')).UsageRoom),
  },
  port: { icon: Plug, Room: preloadable(async () => (await import('../features/port/PortRoom.tsx')).PortRoom) },
  settings: {
    icon: Settings,
    Room: preloadable(async () => (await import('../features/settings/SettingsRoom.tsx')).SettingsRoom),
  },
};

/** Loads the other rooms when the first one stands, so that going to them is instant. */
export function preloadRooms(): void {
  const load = () => {
    for (const { Room } of Object.values(rooms)) Room.preload().catch(() => {});
  };
  if ('requestIdleCallback' in globalThis) requestIdleCallback(load, { timeout: 2000 });
  else setTimeout(load, 500);
}
