import { AppError } from '../../shared/errors/app-error.ts';

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
    const { host } = new URL(input instanceof Request ? input.url : input);
    throw new AppError(
      'PROVIDER_BAD_ANSWER',
      `${host} answered with a web page instead of an API. Check the base URL: most end in /v1.`,
    );
  };
