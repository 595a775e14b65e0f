import { AppError } from '../../shared/errors/app-error.ts';
import type { Send } from './network/send.ts';

/**
 * A wrong base URL often answers with a friendly web page and status 200, which reads as an empty stream further on.
 * It is named here, where it can still be seen.
 */
export const checkedFetch =
  (fetchIt: typeof fetch): typeof fetch =>
  async (input, init) => {
    const response = await fetchIt(input, init);
    const type = response.headers.get('content-type') ?? '';
    if (!response.ok || !type.startsWith('text/html')) return response;
    await response.body?.cancel();
    throw webPage(input instanceof Request ? input.url : input);
  };

/** The same for the short way. */
export const checkedSend =
  (send: Send): Send =>
  async (request) => {
    const answer = await send(request);
    const isPage = answer.status < 300 && answer.headers['content-type']?.startsWith('text/html');
    if (!isPage) return answer;
    answer.body.cancel();
    throw webPage(request.url);
  };

const webPage = (url: string | URL): AppError =>
  new AppError(
    'PROVIDER_BAD_ANSWER',
    `${new URL(url).host} answered with a web page instead of an API. Check the base URL: most end in /v1.`,
  );
