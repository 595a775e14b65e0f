import type { nav as english } from '../en/nav.ts';

export const nav: typeof english = {
  label: 'Bereiche',
  collapse: 'Seitenleiste einklappen',
  expand: 'Seitenleiste ausklappen',
  search: 'Suchen',
  chat: 'Chat',
  models: 'Modelle',
  providers: 'Anbieter',
  routing: 'Routing',
  usage: 'Verbrauch',
  port: 'Port',
  settings: 'Einstellungen',
};
