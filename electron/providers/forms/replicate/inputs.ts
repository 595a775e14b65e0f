import { z } from 'zod';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { isObject } from '../../errors/json-values.ts';
import { getJson } from '../asking/get-json.ts';
import { createRemembered } from '../asking/remembered.ts';

export interface ReplicateReach {
  /** The word its own options stand under in `providerOptions`. */
  provider: string;
  baseUrl: string;
  apiKey: string;
  fetch: typeof fetch;
}

/** The inputs a model takes, by name, each with its JSON type; null where it does not say. */
export type Inputs = ReadonlyMap<string, string | undefined> | null;

const property = z.looseObject({ type: z.string().optional().catch(undefined) });
const openapi = z.looseObject({
  components: z.looseObject({
    schemas: z.looseObject({ Input: z.looseObject({ properties: z.record(z.string(), property) }) }),
  }),
});
const version = z.looseObject({ openapi_schema: openapi.nullish().catch(null) });
const model = z.looseObject({ latest_version: version.nullish().catch(null) });

const remembered = createRemembered<Inputs>(60 * 60 * 1000);

const modelName = /^([\w.-]+)\/([\w.-]+)(?::([\w-]+))?$/;

/** Its parts, and where its predictions are made. */
export function placeOf(modelId: string): { path: string; version?: string } {
  const [, owner, name, version] = modelName.exec(modelId) ?? [];
  if (owner === undefined || name === undefined) throw unknown(modelId);
  const path = `/models/${owner}/${name}`;
  return version === undefined ? { path } : { path, version };
}

const unknown = (modelId: string) =>
  new AppError(
    'MODEL_NOT_FOUND',
    `There is no model ${modelId} there. Its name looks like owner/name. Choose another.`,
  );

/** Each model is a program with inputs of its own, so it is asked for their names; the answer is kept for an hour. */
export const inputsOf = (reach: ReplicateReach, modelId: string, signal: AbortSignal): Promise<Inputs> =>
  remembered(`${reach.baseUrl} ${modelId}`, () => readInputs(reach, modelId, signal));

async function readInputs({ baseUrl, apiKey, fetch }: ReplicateReach, modelId: string, signal: AbortSignal) {
  const { path, version: wanted } = placeOf(modelId);
  const ask = <Answer>(url: string, answer: z.ZodType<Answer>) =>
    getJson({ url, headers: { Authorization: `Bearer ${apiKey}` }, answer, fetch, signal });
  try {
    const found = wanted
      ? await ask(`${baseUrl}${path}/versions/${wanted}`, version)
      : (await ask(`${baseUrl}${path}`, model)).latest_version;
    const properties = found?.openapi_schema?.components.schemas.Input.properties;
    return properties ? new Map(Object.entries(properties).map(([name, { type }]) => [name, type] as const)) : null;
  } catch (thrown) {
    // A wrong base URL answers with 404 too, but not with an object of this kind.
    if (isObject(thrown) && thrown['statusCode'] === 404 && String(thrown['responseBody']).includes('"detail"')) {
      throw unknown(modelId);
    }
    throw thrown;
  }
}

/** The first of these names that the model knows; where it does not say what it knows, the first. */
export const inputFor = (names: readonly string[], inputs: Inputs): string | undefined =>
  inputs === null ? names[0] : names.find((name) => inputs.has(name));
