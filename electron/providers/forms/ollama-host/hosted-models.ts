import type { HostedModels } from '../../services/hosted-models.ts';
import { readable } from '../asking/get-json.ts';
import { send, sendJson } from '../asking/send.ts';
import { kept, loaded, models, shown, toDetails, toHostedModel } from './answers.ts';
import { readPull } from './pull.ts';

export interface OllamaHostOptions {
  /** Up to `/api`. */
  baseUrl: string;
  headers: Record<string, string>;
  fetch: typeof fetch;
}

/** https://docs.ollama.com/api */
export function ollamaHost({ baseUrl, headers, fetch }: OllamaHostOptions): HostedModels {
  const reach = { headers, fetch };
  const get = (path: string, signal: AbortSignal) =>
    sendJson({ ...reach, url: `${baseUrl}/${path}`, method: 'GET', answer: models, signal });
  return {
    async list(signal) {
      // An older server does not say what it has loaded.
      const [tags, ps] = await Promise.all([get('tags', signal), get('ps', signal).catch(() => ({ models: [] }))]);
      const running = new Map(readable(ps.models, loaded).map((model) => [model.name, model]));
      return readable(tags.models, kept).map((model) => toHostedModel(model, running.get(model.name)));
    },

    async show(name, signal) {
      const url = `${baseUrl}/show`;
      const body = { model: name };
      return toDetails(name, await sendJson({ ...reach, url, method: 'POST', body, answer: shown, signal }));
    },

    async *pull(name, signal) {
      const url = `${baseUrl}/pull`;
      const response = await send({ ...reach, url, method: 'POST', body: { model: name, stream: true }, signal });
      yield* readPull(name, { response, url });
    },

    async copy(from, to, signal) {
      const body = { source: from, destination: to };
      await send({ ...reach, url: `${baseUrl}/copy`, method: 'POST', body, signal });
    },

    async delete(name, signal) {
      await send({ ...reach, url: `${baseUrl}/delete`, method: 'DELETE', body: { model: name }, signal });
    },
  };
}
