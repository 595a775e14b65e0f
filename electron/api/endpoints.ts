import { z } from 'zod';
import type { CallSpec, Contract, StreamSpec } from '../../shared/contract/define.ts';

/** As much of JSON Schema (2020-12) as the contract makes use of. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A call or stream of the contract as its REST route, its OpenAPI entry and its place on the docs page need it. */
export interface Endpoint {
  /** `providers.list` */
  name: string;
  /** `providers` */
  domain: string;
  spec: CallSpec | StreamSpec;
  /** `/api/providers/{providerId}` */
  path: string;
  pathParams: string[];
  /** Where the rest of the input comes from. */
  inputFrom: 'query' | 'body';
}

export const apiPrefix = '/api';

export function listEndpoints(contract: Contract): Endpoint[] {
  return Object.entries(contract).flatMap(([name, spec]) =>
    spec.kind === 'event'
      ? []
      : [
          {
            name,
            domain: name.slice(0, name.indexOf('.')),
            spec,
            path: `${apiPrefix}${spec.path}`,
            pathParams: [...spec.path.matchAll(/\{(\w+)\}/g)].map(([, param]) => param as string),
            inputFrom: spec.method === 'GET' || spec.method === 'DELETE' ? 'query' : 'body',
          },
        ],
  );
}

const strictOnes = new WeakMap<z.ZodObject, z.ZodObject>();

/** An input takes the fields the contract names and no others, so that a slip of the pen is not lost in silence. */
export function strictInput(schema: z.ZodType): z.ZodType {
  if (!(schema instanceof z.ZodObject)) return schema;
  const strict = strictOnes.get(schema) ?? schema.strict();
  strictOnes.set(schema, strict);
  return strict;
}

export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

/** The properties of an object schema, by name. */
export const propertiesOf = (schema: JsonSchema): Record<string, JsonSchema> =>
  (schema.properties ?? {}) as Record<string, JsonSchema>;
