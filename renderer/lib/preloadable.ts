import { type ComponentType, createElement, type ReactNode, use } from 'react';

export interface Preloadable {
  (): ReactNode;
  preload(): Promise<void>;
}

/** Like React.lazy, but drawn at once, without a moment of emptiness, when it was loaded ahead. */
export function preloadable(load: () => Promise<ComponentType>): Preloadable {
  let loaded: ComponentType | undefined;
  let loading: Promise<ComponentType> | undefined;
  const start = (): Promise<ComponentType> => {
    loading ??= load().then(
      (component) => {
        loaded = component;
        return component;
      },
      (error: unknown) => {
        // A load that failed, as after an update of the host, may work the next time.
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  function Room(): ReactNode {
    return createElement(loaded ?? use(start()));
  }
  return Object.assign(Room, { preload: () => start().then(() => {}) });
}
