import type { Send } from './send.ts';

/** The same over a fetch: one that signs in anew by itself, or that something else stands behind than the network. */
export const sendByFetch =
  (fetchIt: typeof fetch): Send =>
  async ({ url, body, ...init }) => {
    const response = await fetchIt(url, { ...init, body: body as NonNullable<RequestInit['body']> });
    const reader = response.body?.getReader();
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: {
        read: async () => (await reader?.read())?.value,
        cancel: () => void reader?.cancel().catch(() => {}),
      },
    };
  };
