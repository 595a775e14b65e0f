/** The part of JSON Schema that the engine's own grammar for the parameters of a function takes. Everything named in an object is always written. */
export type EngineSchema = EngineKind & { readonly description?: string; readonly $defs?: EngineDefs };

export interface EngineDefs {
  readonly [name: string]: EngineSchema;
}

export type BasicType = 'string' | 'number' | 'integer' | 'boolean' | 'null';
export type Scalar = string | number | boolean | null;

type EngineKind =
  | { readonly type: BasicType | readonly BasicType[] }
  | { readonly const: Scalar }
  | { readonly enum: readonly Scalar[] }
  | { readonly oneOf: readonly EngineSchema[] }
  | { readonly type: 'string'; readonly minLength?: number; readonly maxLength?: number }
  | { readonly type: 'string'; readonly format: 'date' | 'time' | 'date-time' }
  | {
      readonly type: 'object';
      readonly properties?: { readonly [name: string]: EngineSchema };
      readonly additionalProperties?: boolean | EngineSchema;
      readonly maxProperties?: number;
    }
  | {
      readonly type: 'array';
      readonly items?: EngineSchema;
      readonly prefixItems?: readonly EngineSchema[];
      readonly minItems?: number;
      readonly maxItems?: number;
    }
  | { readonly $ref: `#/$defs/${string}` };

/** The most repetitions that the engine's grammar can be sure to take: it refuses 2,000, and counts what is repeated more than once. */
export const mostRepetitions = { chars: 1_900, items: 500 } as const;

/** Any value. Inside, the engine lets all pass by itself. */
export const anyEngineValue: EngineSchema = {
  oneOf: [
    { type: ['string', 'number', 'boolean', 'null'] },
    { type: 'array' },
    { type: 'object', additionalProperties: true },
  ],
};
