import type { LanguageModelV4CallOptions, SharedV4Warning } from '@ai-sdk/provider';
import { z } from 'zod';
import { toOllamaMessages } from './messages.ts';

/** What only this API knows: https://github.com/ollama/ollama/blob/main/docs/api.md */
const ownOptions = z.object({
  think: z.union([z.boolean(), z.string()]).optional(),
  keep_alive: z.union([z.string(), z.number()]).optional(),
  options: z.record(z.string(), z.unknown()).optional(),
});

/** Only gpt-oss thinks more or less; the others do or do not. */
function thinkOf(modelId: string, reasoning: LanguageModelV4CallOptions['reasoning']): boolean | string | undefined {
  if (reasoning === undefined || reasoning === 'provider-default') return undefined;
  if (reasoning === 'none') return false;
  if (!modelId.includes('gpt-oss')) return true;
  if (reasoning === 'minimal') return 'low';
  return reasoning === 'xhigh' || reasoning === 'max' ? 'high' : reasoning;
}

const toolsOf = (tools: LanguageModelV4CallOptions['tools'] = []) =>
  tools.flatMap((tool) =>
    tool.type === 'function'
      ? [
          {
            type: 'function',
            function: { name: tool.name, description: tool.description ?? '', parameters: tool.inputSchema },
          },
        ]
      : [],
  );

/** The body of `POST /api/chat`, without what is not given: the model's own defaults are the user's. */
export function toOllamaRequest(modelId: string, provider: string, call: LanguageModelV4CallOptions) {
  const own = ownOptions.parse(call.providerOptions?.[provider] ?? {});
  const { toolChoice, responseFormat } = call;
  const tools = toolChoice?.type === 'none' ? [] : toolsOf(call.tools);
  const think = own.think ?? thinkOf(modelId, call.reasoning);
  const options = Object.fromEntries(
    Object.entries({
      num_predict: call.maxOutputTokens,
      temperature: call.temperature,
      top_p: call.topP,
      top_k: call.topK,
      presence_penalty: call.presencePenalty,
      frequency_penalty: call.frequencyPenalty,
      seed: call.seed,
      stop: call.stopSequences?.length ? call.stopSequences : undefined,
      ...own.options,
    }).filter(([, value]) => value !== undefined),
  );
  const body = {
    model: modelId,
    messages: toOllamaMessages(call.prompt),
    ...(tools.length > 0 && { tools }),
    ...(responseFormat?.type === 'json' && { format: responseFormat.schema ?? 'json' }),
    ...(think !== undefined && { think }),
    ...(own.keep_alive !== undefined && { keep_alive: own.keep_alive }),
    ...(Object.keys(options).length > 0 && { options }),
  };
  return { body, warnings: warningsOf(call) };
}

function warningsOf({ tools = [], toolChoice }: LanguageModelV4CallOptions): SharedV4Warning[] {
  const warnings: SharedV4Warning[] = tools
    .filter((tool) => tool.type === 'provider')
    .map(({ name }) => ({ type: 'unsupported', feature: `tool ${name}` }));
  if (toolChoice?.type === 'required' || toolChoice?.type === 'tool') {
    warnings.push({
      type: 'unsupported',
      feature: 'toolChoice',
      details: 'The model decides whether it calls a tool.',
    });
  }
  return warnings;
}
