import type { LanguageModelV4CallOptions, SharedV4Warning } from '@ai-sdk/provider';
import { type Inputs, inputFor } from './inputs.ts';
import { type Refuse, toPrompt } from './prompt.ts';

/** How the models call what they take; the most usual name first. */
const names = {
  maxOutputTokens: ['max_tokens', 'max_new_tokens', 'max_completion_tokens', 'max_output_tokens', 'max_length'],
  temperature: ['temperature'],
  topP: ['top_p'],
  topK: ['top_k'],
  presencePenalty: ['presence_penalty'],
  frequencyPenalty: ['frequency_penalty'],
  seed: ['seed'],
} as const;
const systemNames = ['system_prompt', 'system_instruction', 'system'];
const stopNames = ['stop_sequences', 'stop'];
const imageNames = ['image_input', 'images', 'image'];
const effortNames = ['reasoning_effort'];

export interface LanguageInput {
  input: Record<string, unknown>;
  warnings: SharedV4Warning[];
}

/** A call in the names of the model's own inputs; what it has no input for is said, never lost silently. */
export function toLanguageInput(call: LanguageModelV4CallOptions, inputs: Inputs, refuse: Refuse): LanguageInput {
  const input: Record<string, unknown> = {};
  const warnings: SharedV4Warning[] = [];
  const set = (feature: string, candidates: readonly string[], value: (name: string) => unknown): void => {
    const name = inputFor(candidates, inputs);
    if (name === undefined) warnings.push({ type: 'unsupported', feature });
    else input[name] = value(name);
  };

  const { system, prompt, images } = toPrompt(call.prompt, refuse);
  const systemName = inputFor(systemNames, inputs);
  if (system && systemName) input[systemName] = system;
  input[inputFor(['prompt', 'input', 'text'], inputs) ?? 'prompt'] =
    system && !systemName ? `${system}\n\n${prompt}` : prompt;
  if (images.length > 0) addImages(input, images, inputs, refuse);

  for (const [feature, candidates] of Object.entries(names)) {
    const value = call[feature as keyof typeof names];
    if (value !== undefined) set(feature, candidates, () => value);
  }
  const { stopSequences, reasoning = 'provider-default' } = call;
  if (stopSequences?.length) {
    set('stopSequences', stopNames, (name) =>
      inputs?.get(name) === 'array' ? stopSequences : stopSequences.join(','),
    );
  }
  if (reasoning !== 'provider-default') set('reasoning', effortNames, () => reasoning);
  if (call.tools?.length) warnings.push({ type: 'unsupported', feature: 'tools' });
  if (call.responseFormat?.type === 'json') warnings.push({ type: 'unsupported', feature: 'responseFormat' });
  return { input, warnings };
}

function addImages(input: Record<string, unknown>, images: readonly string[], inputs: Inputs, refuse: Refuse): void {
  const name = imageNames.find((one) => inputs?.has(one)) ?? refuse('pictures');
  const isList = inputs?.get(name) === 'array';
  if (!isList && images.length > 1) refuse('more than one picture');
  input[name] = isList ? images : images[0];
}
