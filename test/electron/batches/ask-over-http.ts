import type { Ask } from '../../../electron/batches/ports.ts';

/** Asks a real upstream, as the port will be asked. */
export const askOverHttp =
  (base: string): Ask =>
  async ({ url, body, requestId, signal }) => {
    const response = await fetch(base + url, { method: 'POST', body: JSON.stringify(body), signal });
    return { status: response.status, body: await response.json(), requestId };
  };
