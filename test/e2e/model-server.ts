import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ModelEntry {
  id: string;
  [field: string]: unknown;
}

export interface ModelServer {
  url: string;
  /** What it lists from now on. */
  models: ModelEntry[];
  close(): void;
}

/** A server that only lists models, as rich as its entries are. */
export async function openModelServer(models: ModelEntry[]): Promise<ModelServer> {
  const state = { models };
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: state.models }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}/v1`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  });
}

export const priced = (id: string, prompt: string, completion: string): ModelEntry => ({
  id,
  context_length: 131_072,
  max_completion_tokens: 32_768,
  input_modalities: ['text', 'image'],
  supported_features: ['tools', 'structured_outputs'],
  pricing: { prompt, completion },
});

/** As long as the list of somebody who passes on everybody's models. */
export const manyModels = (count: number): ModelEntry[] =>
  Array.from({ length: count }, (_, index) => priced(`maker-${index % 7}/model-${index}`, '0.0000025', '0.00001'));
