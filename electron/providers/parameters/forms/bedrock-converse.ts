import { form, type LeftOut } from '../rules.ts';

const notByConverse: LeftOut = {
  without: 'Bedrock has a field for it only with models of Anthropic, OpenAI and Amazon Nova 2',
};
const whileThinking: LeftOut = { without: 'Claude does not take it while it thinks' };

const isClaude = (modelId: string): boolean => /anthropic/.test(modelId);
const isOpenAi = (modelId: string): boolean => /(^|\.)openai\./.test(modelId);

/** `Converse`: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InferenceConfiguration.html */
export const bedrockConverse = form(
  'Bedrock Converse',
  {
    temperature: { as: 'inferenceConfig.temperature', range: [0, 1] },
    topP: { as: 'inferenceConfig.topP' },
    maxOutputTokens: { as: 'inferenceConfig.maxTokens' },
    stop: { as: 'inferenceConfig.stopSequences' },
    reasoningEffort: notByConverse,
    reasoningBudget: notByConverse,
    serviceTier: {
      as: 'serviceTier.type',
      option: 'serviceTier',
      values: { default: 'default', flex: 'flex', priority: 'priority' },
    },
  },
  [
    {
      of: 'Claude',
      holds: ({ modelId }) => isClaude(modelId),
      rules: {
        topK: { as: 'additionalModelRequestFields.top_k', option: 'additionalModelRequestFields.top_k' },
        reasoningEffort: { as: 'additionalModelRequestFields.thinking', remade: true },
        reasoningBudget: {
          as: 'additionalModelRequestFields.thinking.budget_tokens',
          option: 'reasoningConfig.budgetTokens',
          beside: { 'reasoningConfig.type': 'enabled' },
        },
      },
    },
    {
      of: 'Claude while it thinks',
      holds: ({ modelId, parameters: { reasoningEffort = 'none', reasoningBudget = 0 } }) =>
        isClaude(modelId) && (reasoningEffort !== 'none' || reasoningBudget > 0),
      rules: { temperature: whileThinking, topP: whileThinking, topK: whileThinking },
    },
    {
      of: 'gpt-oss',
      holds: ({ modelId }) => isOpenAi(modelId) && modelId.includes('gpt-oss'),
      rules: {
        reasoningEffort: {
          as: 'additionalModelRequestFields.reasoning_effort',
          remade: true,
        },
        reasoningBudget: { into: 'reasoningEffort' },
        stop: { without: 'models of OpenAI do not take it on Bedrock' },
      },
    },
    {
      of: 'Nova 2',
      holds: ({ modelId }) => /amazon\.nova-2-/.test(modelId),
      rules: {
        reasoningEffort: { as: 'additionalModelRequestFields.reasoningConfig', remade: true },
        reasoningBudget: { into: 'reasoningEffort' },
      },
    },
    {
      of: 'Nova 2 at high effort',
      holds: ({ modelId, parameters: { reasoningEffort } }) =>
        /amazon\.nova-2-/.test(modelId) && (reasoningEffort === 'high' || reasoningEffort === 'xhigh'),
      rules: { maxOutputTokens: { without: 'Nova 2 does not take it at high effort' } },
    },
  ],
);
