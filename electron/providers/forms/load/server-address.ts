/** What a server has beside its API: servers of this kind put the API under /v1, and the rest next to it. */
export const besideApi = (baseUrl: string, path: string): string =>
  `${baseUrl.replace(/\/+$/, '').replace(/\/v1$/, '')}${path}`;
