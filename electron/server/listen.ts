import type { FastifyInstance } from 'fastify';
import { AppError } from '../../shared/errors/app-error.ts';

/** The port that is wanted when nobody chose one. */
export const defaultPort = 4747;

const host = '127.0.0.1';
const attempts = 20;

export interface Listening {
  /** `http://127.0.0.1:4747` */
  address: string;
  /** The wanted port when it was taken and another is used instead. */
  portTaken: number | null;
}

export interface ListenOptions {
  port: number;
  /** Set by hand: that port or an error. Otherwise the next free one will do. */
  isFixed: boolean;
}

export async function listen(app: FastifyInstance, { port, isFixed }: ListenOptions): Promise<Listening> {
  if (isFixed) return { address: await take(app, port), portTaken: null };
  const last = Math.min(port + attempts, 65_536);
  for (let candidate = port; candidate < last; candidate++) {
    const address = await takeIfFree(app, candidate);
    if (address !== undefined) return { address, portTaken: candidate === port ? null : port };
  }
  return { address: await take(app, 0), portTaken: port };
}

async function take(app: FastifyInstance, port: number): Promise<string> {
  const address = await takeIfFree(app, port);
  if (address !== undefined) return address;
  throw new AppError(
    'PORT_TAKEN',
    `Port ${port} is used by another program or may not be used. End that program, choose another port in the settings, ` +
      'or set SWITCHYARD_PORT to one for this start (0: any free one).',
    { details: { port } },
  );
}

async function takeIfFree(app: FastifyInstance, port: number): Promise<string | undefined> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES') return undefined;
    throw error;
  }
}
