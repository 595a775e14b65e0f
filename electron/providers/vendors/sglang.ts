import { metricsLoad } from '../forms/load/metrics.ts';
import { openAiCompatible } from '../forms/openai/compatible.ts';
import { serverChat } from '../parameters/forms/compatible-chat.ts';

export const sglang = openAiCompatible({
  id: 'sglang',
  name: 'SGLang',
  keyPage: null,
  needsKey: 'optional',
  environment: ['SGLANG_API_KEY'],
  address: 'http://localhost:30000/v1',
  services: ['language', 'embedding'],
  completesTexts: true,
  parameters: serverChat,
  differences: { supportsStructuredOutputs: true },
  /** Started with --enable-metrics. https://docs.sglang.io/references/production_metrics.html */
  load: metricsLoad({ running: 'sglang:num_running_reqs', waiting: 'sglang:num_queue_reqs', model: 'model_name' }),
});
