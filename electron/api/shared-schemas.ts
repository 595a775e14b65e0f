import type { JsonSchema } from './endpoints.ts';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Schemas that hold themselves bring their parts along, by a path from their own root. In a document they have another
 * one: the parts go to one place, and all that points to them is told where.
 */
export function liftDefinitions<Document extends object>(
  document: Document,
  { into, at }: { into: Record<string, JsonSchema>; at: string },
): Document {
  const nameFor = (name: string, schema: string): string => {
    let free = name;
    for (let count = 2; free in into && JSON.stringify(into[free]) !== schema; count += 1) free = `${name}${count}`;
    return free;
  };

  const lift = (value: unknown, names: ReadonlyMap<string, string>): unknown => {
    if (Array.isArray(value)) return value.map((one) => lift(one, names));
    if (!isObject(value)) return value;
    const { $defs: definitions, ...rest } = value;
    const own = new Map(names);
    if (isObject(definitions)) {
      for (const name of Object.keys(definitions)) own.set(`#/$defs/${name}`, `${at}${name}`);
      for (const [name, schema] of Object.entries(definitions)) {
        const lifted = lift(schema, own) as JsonSchema;
        const free = nameFor(name, JSON.stringify(lifted));
        own.set(`#/$defs/${name}`, `${at}${free}`);
        into[free] = lifted;
      }
    }
    return Object.fromEntries(
      Object.entries(rest).map(([name, inner]) =>
        name === '$ref' && typeof inner === 'string' ? [name, own.get(inner) ?? inner] : [name, lift(inner, own)],
      ),
    );
  };
  return lift(document, new Map()) as Document;
}
