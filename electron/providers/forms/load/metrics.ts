import type { Connection } from '../../define-vendor.ts';
import type { LoadReader, ModelLoad } from '../../services/load.ts';
import { send } from '../asking/send.ts';
import { openAiHeaders } from '../openai/headers.ts';
import { samplesOf } from './samples.ts';
import { besideApi } from './server-address.ts';

export interface MetricNames {
  running: string;
  waiting: string;
  /** The label that names the model. Default: there is none, the numbers are those of the whole server. */
  model?: string;
}

/** A server that counts its requests for Prometheus. Several engines behind one address are one. */
export const metricsLoad =
  (names: MetricNames) =>
  ({ settings, apiKey, fetch }: Connection<{ baseUrl: string }>): LoadReader => ({
    async read(signal) {
      const url = besideApi(settings.baseUrl, '/metrics');
      const answer = await send({ url, method: 'GET', headers: openAiHeaders({ apiKey }), fetch, signal });
      return loadsIn(await answer.text(), names);
    },
  });

function loadsIn(text: string, { running, waiting, model }: MetricNames): ModelLoad[] {
  const loads = new Map<string | null, ModelLoad>();
  for (const { name, labels, value } of samplesOf(text, new Set([running, waiting]))) {
    const modelId = (model === undefined ? undefined : labels[model]) ?? null;
    const load = loads.get(modelId) ?? { modelId, running: 0, waiting: 0 };
    load[name === running ? 'running' : 'waiting'] += Math.max(0, value);
    loads.set(modelId, load);
  }
  return [...loads.values()];
}
