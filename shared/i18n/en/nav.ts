/** The rooms of the window, and the sidebar around them. */
export const nav = {
  label: 'Rooms',
  collapse: 'Collapse sidebar',
  expand: 'Expand sidebar',
  search: 'Search',
  chat: 'Chat',
  models: 'Models',
  providers: 'Providers',
  routing: 'Routing',
  usage: 'Usage',
  port: 'Port',
  settings: 'Settings',
};
