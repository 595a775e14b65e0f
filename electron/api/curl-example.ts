import { type Endpoint, type JsonSchema, jsonSchema, propertiesOf } from './endpoints.ts';

/** A command that can be pasted into a shell; the key is taken from the environment. */
export function curlExample({ spec, path, pathParams, inputFrom }: Endpoint, address: string): string {
  const url = `${address}${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => constantCase(name))}`;
  const parts = [
    spec.kind === 'stream' ? 'curl -N' : 'curl',
    spec.method === 'GET' ? url : `-X ${spec.method} ${url}`,
    '-H "Authorization: Bearer $SWITCHYARD_KEY"',
  ];
  const body = inputFrom === 'body' ? exampleBody(jsonSchema(spec.input, 'input'), pathParams) : undefined;
  if (body) parts.push("-H 'Content-Type: application/json'", `-d '${JSON.stringify(body)}'`);
  return `${parts.slice(0, 2).join(' ')}${parts
    .slice(2)
    .map((part) => ` \\\n  ${part}`)
    .join('')}`;
}

function exampleBody(schema: JsonSchema, pathParams: string[]): Record<string, unknown> | undefined {
  const fields = Object.entries(propertiesOf(schema)).filter(([name]) => !pathParams.includes(name));
  const needed = fields.filter(([name]) => schema.required?.includes(name));
  const shown = needed.length > 0 ? needed : fields.slice(0, 1);
  if (shown.length === 0) return undefined;
  return Object.fromEntries(shown.map(([name, field]) => [name, exampleOf(field, name)]));
}

function exampleOf(schema: JsonSchema, name: string): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  const [branch] = (schema.anyOf ?? schema.oneOf ?? []) as JsonSchema[];
  if (branch) return exampleOf(branch, name);
  if (schema.type === 'object') return exampleBody(schema, []) ?? {};
  if (schema.type === 'array') return [];
  if (schema.type === 'boolean') return true;
  if (schema.type === 'number' || schema.type === 'integer') return Math.max(schema.minimum ?? 1, 1);
  return constantCase(name);
}

const constantCase = (name: string): string => name.replaceAll(/(?=[A-Z])/g, '_').toUpperCase();
