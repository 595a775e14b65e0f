import { once } from 'node:events';
import { createServer } from 'node:net';

/** What keeps this program from listening at a port of 127.0.0.1; null: nothing does. */
export async function portProblem(port: number): Promise<'port-taken' | 'port-not-allowed' | null> {
  const probe = createServer();
  try {
    probe.listen({ host: '127.0.0.1', port, exclusive: true });
    await once(probe, 'listening');
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') return 'port-taken';
    if (code === 'EACCES') return 'port-not-allowed';
    throw error;
  } finally {
    if (probe.listening) {
      probe.close();
      await once(probe, 'close');
    }
  }
}
