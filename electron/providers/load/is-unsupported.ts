import type { AppError } from '../../../shared/errors/app-error.ts';

/** No such address, or it is switched off, or it is for others: asking again soon would find the same. */
const statuses: ReadonlySet<unknown> = new Set([400, 401, 403, 404, 405, 410, 501]);

/** An answer of another form than that of a load is somebody else's page. */
export const isUnsupported = ({ code, details }: AppError): boolean =>
  statuses.has(details?.['status']) || code === 'PROVIDER_BAD_ANSWER';
