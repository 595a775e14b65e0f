// Catches: an error that no recording holds told as another one. Bodies are written after the vendors' pages.
import { describe, expect, test } from 'vitest';
import { classifyError } from '../../../electron/providers/errors/classify-error.ts';
import { clouds } from './documented-errors/clouds.ts';
import { hosts } from './documented-errors/hosts.ts';
import { labs } from './documented-errors/labs.ts';
import type { Row } from './documented-errors/row.ts';
import { servers } from './documented-errors/servers.ts';
import { about, thrownBy } from './thrown-by.ts';

describe('documented errors', () => {
  test.each<Row>([...labs, ...clouds, ...hosts, ...servers])(
    '%s by %s with %i %j',
    async (_what, by, status, body, code, { headers = {}, retryAfter } = {}) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const thrown = await thrownBy(by, new Response(text, { status, headers }));
      const error = classifyError(thrown, about);
      expect([error.code, error.details?.['retryAfter']]).toEqual([code, retryAfter]);
    },
  );
});
