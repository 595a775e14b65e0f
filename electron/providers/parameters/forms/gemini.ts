import { differing, form, type LeftOut } from '../rules.ts';

/** `generateContent`: https://ai.google.dev/api/generate-content#generationconfig */
export const vertexGemini = form('Gemini generateContent, Vertex AI', {
  temperature: { as: 'generationConfig.temperature' },
  topP: { as: 'generationConfig.topP' },
  topK: { as: 'generationConfig.topK' },
  maxOutputTokens: { as: 'generationConfig.maxOutputTokens' },
  stop: { as: 'generationConfig.stopSequences' },
  frequencyPenalty: { as: 'generationConfig.frequencyPenalty' },
  presencePenalty: { as: 'generationConfig.presencePenalty' },
  seed: { as: 'generationConfig.seed' },
  // A budget for Gemini 2.5, a level for those after it.
  reasoningEffort: { as: 'generationConfig.thinkingConfig', remade: true },
  reasoningBudget: { as: 'generationConfig.thinkingConfig.thinkingBudget', option: 'thinkingConfig.thinkingBudget' },
});

const onlyVertex: LeftOut = { without: 'the Gemini API does not take it for this model, Vertex AI does' };

export const gemini = differing(
  { ...vertexGemini, name: 'Gemini generateContent' },
  {
    serviceTier: {
      as: 'serviceTier',
      option: 'serviceTier',
      values: { default: 'standard', flex: 'flex', priority: 'priority' },
    },
  },
  [
    {
      of: 'Gemini 2.5',
      holds: ({ modelId }) => /gemini-2\.5/.test(modelId),
      rules: { frequencyPenalty: onlyVertex, presencePenalty: onlyVertex },
    },
  ],
);
