import { z } from 'zod';
import type { Connection } from '../../define-vendor.ts';
import type { LoadReader } from '../../services/load.ts';
import { getJson } from '../asking/get-json.ts';
import { openAiHeaders } from '../openai/headers.ts';
import { besideApi } from './server-address.ts';

const count = z.number().nonnegative();
/** docs/load.md */
const answer = z.looseObject({
  running: count,
  waiting: count,
  models: z.array(z.looseObject({ model: z.string(), running: count, waiting: count })),
});

/** Another Switchyard says how much it has to do. A server that is none has no such address. */
export const peerLoad = ({ settings, apiKey, fetch }: Connection<{ baseUrl: string }>): LoadReader => ({
  async read(signal) {
    const url = besideApi(settings.baseUrl, '/v1/load');
    const { models, ...all } = await getJson({ url, headers: openAiHeaders({ apiKey }), answer, fetch, signal });
    return [
      { modelId: null, running: all.running, waiting: all.waiting },
      ...models.map(({ model, running, waiting }) => ({ modelId: model, running, waiting })),
    ];
  },
});
