import { z } from 'zod';
import type { Connection } from '../../define-vendor.ts';
import type { LoadReader } from '../../services/load.ts';
import { getJson } from '../asking/get-json.ts';
import { openAiHeaders } from '../openai/headers.ts';
import { besideApi } from './server-address.ts';

/** Nothing else of it is kept: it shows what is being answered. */
const answer = z.array(z.object({ is_processing: z.boolean() }));

/** A server that shows the places it answers in; who waits for one is not told. */
export const slotsLoad = ({ settings, apiKey, fetch }: Connection<{ baseUrl: string }>): LoadReader => ({
  async read(signal) {
    const url = besideApi(settings.baseUrl, '/slots');
    const slots = await getJson({ url, headers: openAiHeaders({ apiKey }), answer, fetch, signal });
    return [{ modelId: null, running: slots.filter((slot) => slot.is_processing).length, waiting: 0 }];
  },
});
