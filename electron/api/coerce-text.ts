import { type JsonSchema, propertiesOf } from './endpoints.ts';

type Text = string | string[] | undefined;

/** Path and query carry text only: turns it into what the input's schema asks for. What does not fit stays text. */
export function coerceFields(fields: Record<string, Text>, schema: JsonSchema): Record<string, unknown> {
  const properties = propertiesOf(schema);
  return Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, coerceText(text, properties[name])]));
}

function coerceText(text: Text, schema: JsonSchema | undefined): unknown {
  if (schema === undefined || text === undefined) return text;
  const types = typesOf(schema);
  if (types.has('array')) {
    const items = schema.items as JsonSchema | undefined;
    return [text].flat().map((item) => coerceText(item, items));
  }
  if (typeof text !== 'string') return text;
  if ((types.has('number') || types.has('integer')) && text.trim() !== '' && Number.isFinite(Number(text))) {
    return Number(text);
  }
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.has('null') && text === 'null') return null;
  return text;
}

/** The plain types a schema allows, unions included. */
function typesOf(schema: JsonSchema): Set<string> {
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])] as JsonSchema[];
  return new Set([schema.type ?? [], branches.flatMap((branch) => [...typesOf(branch)])].flat());
}
