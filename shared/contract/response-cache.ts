import { z } from 'zod';
import { cacheStats } from '../model/response-cache.ts';
import { call } from './define.ts';

export const responseCacheContract = {
  'cache.stats': call({
    summary: 'How many answers are kept to be given again, and what they saved so far',
    method: 'GET',
    path: '/response-cache',
    input: z.object({}),
    output: cacheStats,
  }),
  'cache.clear': call({
    summary: 'Forget the kept answers, of one alias or all; what they saved stays counted',
    method: 'DELETE',
    path: '/response-cache',
    input: z.object({
      /** Its name. Default: all. */
      alias: z.string().min(1).max(300).exactOptional(),
    }),
    output: cacheStats,
  }),
};
