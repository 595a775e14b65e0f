import { AppError, toAppError } from '../../shared/errors/app-error.ts';
import { isLogLevel } from '../lib/log.ts';
import { environmentKey } from '../vault/key-sources.ts';

/** `SWITCHYARD_PORT`: wins over the setting; 0 means any free port. Undefined when it is not set. */
export function readPort(environment: NodeJS.ProcessEnv): number | undefined {
  const text = environment['SWITCHYARD_PORT'];
  if (text === undefined || text === '') return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new AppError('VALIDATION_FAILED', `SWITCHYARD_PORT must be a port number from 0 to 65535, not "${text}".`);
}

/** What in the environment will not do what somebody meant, in words for the log. */
export function environmentProblems(environment: NodeJS.ProcessEnv): string[] {
  const { LOG_LEVEL, ENCRYPTION_MASTER_KEY } = environment;
  const problems: string[] = [];
  if (LOG_LEVEL && !isLogLevel(LOG_LEVEL.toLowerCase())) {
    problems.push('LOG_LEVEL is none of error, warn, info, debug and trace; the setting is used instead');
  }
  try {
    if (ENCRYPTION_MASTER_KEY) environmentKey({ ENCRYPTION_MASTER_KEY });
  } catch (error) {
    problems.push(toAppError(error).message);
  }
  return problems;
}
