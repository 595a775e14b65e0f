import type { Connection } from '../../define-vendor.ts';
import type { LoadReader } from '../../services/load.ts';

type Open = (connection: Connection<{ baseUrl: string }>) => LoadReader;

/** The first that the server has switched on. */
export const firstOf =
  (usual: Open, other: Open): Open =>
  (connection) => ({
    async read(signal) {
      const loads = await usual(connection)
        .read(signal)
        .catch((error: unknown) => {
          signal.throwIfAborted();
          return error;
        });
      return Array.isArray(loads) && loads.length > 0 ? loads : other(connection).read(signal);
    },
  });
