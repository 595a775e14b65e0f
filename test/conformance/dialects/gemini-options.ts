import type { JSONObject, JSONSchema7, JSONValue, LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { type Content, partsOf, promptOf } from './gemini-contents.ts';
import { present, some } from './present.ts';

type Options = LanguageModelV4CallOptions;
type Tool = NonNullable<Options['tools']>[number];

interface Declaration {
  name: string;
  description?: string;
  parameters?: JSONObject;
  parametersJsonSchema?: JSONObject;
}

export interface GenerateBody {
  contents: Content[];
  systemInstruction?: Content;
  generationConfig?: {
    maxOutputTokens?: number;
    temperature?: number;
    topP?: number;
    topK?: number;
    seed?: number;
    presencePenalty?: number;
    frequencyPenalty?: number;
    stopSequences?: string[];
    candidateCount?: number;
    responseMimeType?: string;
    responseSchema?: JSONObject;
    responseJsonSchema?: JSONObject;
  } & JSONObject;
  tools?: ({ functionDeclarations?: Declaration[] } & Record<string, unknown>)[];
  toolConfig?: { functionCallingConfig?: { mode?: string; allowedFunctionNames?: string[] } } & JSONObject;
  safetySettings?: JSONValue;
  cachedContent?: string;
}

/** `model` is in the address too. */
export const generateFields =
  'model contents systemInstruction generationConfig tools toolConfig safetySettings cachedContent'.split(' ');

/** https://ai.google.dev/api/generate-content */
export function generateOptions(body: GenerateBody): Options {
  const { maxOutputTokens, temperature, topP, topK, seed, presencePenalty, frequencyPenalty, ...config } =
    body.generationConfig ?? {};
  const { stopSequences, responseMimeType, responseSchema, responseJsonSchema, candidateCount: _, ...own } = config;
  const { functionCallingConfig, ...toolConfig } = body.toolConfig ?? {};
  const google = present({
    ...own,
    safetySettings: body.safetySettings,
    cachedContent: body.cachedContent,
    toolConfig: Object.keys(toolConfig).length > 0 ? toolConfig : undefined,
  }) as JSONObject;
  if (JSON.stringify(body.safetySettings ?? '').includes('"category":1'))
    throw new Error('numbers for names cannot be raised');
  const instructions = partsOf(body.systemInstruction).filter(({ text }) => text);
  return present({
    prompt: [
      ...instructions.map(({ text = '' }) => ({ role: 'system' as const, content: text })),
      ...promptOf(body.contents),
    ],
    maxOutputTokens,
    temperature,
    topP,
    topK,
    seed,
    presencePenalty,
    frequencyPenalty,
    stopSequences: some(stopSequences),
    responseFormat: formatOf(responseMimeType, responseJsonSchema ?? responseSchema),
    tools: some(body.tools?.flatMap(toolsOf)),
    toolChoice: choiceOf(functionCallingConfig),
    providerOptions: Object.keys(google).length > 0 ? { google } : undefined,
  });
}

function formatOf(type: string | undefined, schema: JSONObject | undefined): Options['responseFormat'] {
  if (type === undefined || type === 'text/plain') return undefined;
  if (type !== 'application/json') throw new Error(`an answer as ${type} cannot be raised`);
  return { type: 'json', ...(schema && { schema: jsonSchema(schema) }) };
}

/** Its older form writes the types in capitals: OBJECT. */
const jsonSchema = (schema: unknown): JSONSchema7 =>
  JSON.parse(JSON.stringify(schema), (key, value) =>
    key === 'type' && typeof value === 'string' ? value.toLowerCase() : value,
  );

function toolsOf({ functionDeclarations = [], ...own }: NonNullable<GenerateBody['tools']>[number]): Tool[] {
  const functions = functionDeclarations.map(({ name, description, parameters, parametersJsonSchema }) => ({
    type: 'function' as const,
    name,
    inputSchema: jsonSchema(parametersJsonSchema ?? parameters ?? { type: 'object', properties: {} }),
    ...(description ? { description } : {}),
  }));
  const ofGoogle = Object.entries(own).map(([key, args]): Tool => {
    const name = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return { type: 'provider', id: `google.${name}`, name, args: args as Record<string, unknown> };
  });
  return [...functions, ...ofGoogle];
}

function choiceOf(config: { mode?: string; allowedFunctionNames?: string[] } | undefined): Options['toolChoice'] {
  const [toolName, ...others] = config?.allowedFunctionNames ?? [];
  if (others.length > 0) throw new Error('a choice of some of the tools cannot be raised');
  if (toolName) return { type: 'tool', toolName };
  if (config?.mode === 'ANY') return { type: 'required' };
  if (config?.mode === 'NONE') return { type: 'none' };
  return config?.mode === 'AUTO' ? { type: 'auto' } : undefined;
}
