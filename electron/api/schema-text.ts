import { type JsonSchema, propertiesOf } from './endpoints.ts';

/** A JSON Schema in the notation people read fastest: that of TypeScript types, limits as comments. */
export function schemaText(schema: JsonSchema, indent = ''): string {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const branches = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
  if (branches) return branches.map((branch) => schemaText(branch, indent)).join(' | ');
  if (schema.type === 'array') return arrayText(schema, indent);
  if (schema.type === 'object') return objectText(schema, indent);
  return [schema.type ?? 'anything'].flat().join(' | ');
}

function arrayText(schema: JsonSchema, indent: string): string {
  const item = schemaText((schema.items ?? {}) as JsonSchema, indent);
  return item.includes(' | ') && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
}

function objectText(schema: JsonSchema, indent: string): string {
  const fields = Object.entries(propertiesOf(schema));
  if (fields.length === 0) return typeof schema.additionalProperties === 'object' ? '{ [name]: anything }' : '{}';
  const required = new Set(schema.required);
  const inner = `${indent}  `;
  const lines = fields.map(([name, field]) => {
    const key = /^\w+$/.test(name) ? name : JSON.stringify(name);
    const limits = limitsOf(field);
    const comment = limits.length > 0 ? `  // ${limits.join(', ')}` : '';
    return `${inner}${key}${required.has(name) ? '' : '?'}: ${schemaText(field, inner)}${comment}`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function limitsOf(schema: JsonSchema): string[] {
  const { format, minLength, maxLength, minimum, maximum, default: standard } = schema;
  return [
    format,
    range(minLength || undefined, maxLength, ' characters'),
    // The bounds every integer has say nothing.
    range(bound(minimum), bound(maximum), ''),
    standard === undefined ? undefined : `default ${JSON.stringify(standard)}`,
  ].filter((limit) => limit !== undefined);
}

const bound = (value: number | undefined): number | undefined =>
  value === undefined || Math.abs(value) === Number.MAX_SAFE_INTEGER ? undefined : value;

function range(from: number | undefined, to: number | undefined, unit: string): string | undefined {
  if (from !== undefined && to !== undefined) return `${from} to ${to.toLocaleString('en')}${unit}`;
  if (from !== undefined) return `at least ${from}${from === 1 ? unit.replace(/s$/, '') : unit}`;
  return to === undefined ? undefined : `at most ${to.toLocaleString('en')}${unit}`;
}
