import { AppError } from '../../shared/errors/app-error.ts';

/** `SWITCHYARD_PORT`: wins over the setting; 0 means any free port. Undefined when it is not set. */
export function readPort(environment: NodeJS.ProcessEnv): number | undefined {
  const text = environment['SWITCHYARD_PORT'];
  if (text === undefined || text === '') return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new AppError('VALIDATION_FAILED', `SWITCHYARD_PORT must be a port number from 0 to 65535, not "${text}".`);
}
