/** One field of a form, read from a JSON Schema. */
export interface SchemaField {
  name: string;
  kind: 'text' | 'url' | 'secret' | 'number' | 'boolean' | 'choice';
  /** The schema's own words, used where the catalogue has none. */
  title: string;
  description: string | undefined;
  isRequired: boolean;
  isInteger: boolean;
  minimum: number | undefined;
  maximum: number | undefined;
  choices: string[];
  /** What is used when the field is left empty. */
  fallback: unknown;
}

type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** `baseUrl` -> `Base url`: better than nothing, where neither catalogue nor schema names a field. */
const titleOf = (name: string): string => {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Null is an empty field of the form; what is drawn is the other thing the schema allows. */
function withoutNull(schema: Schema): Schema {
  const options = (Array.isArray(schema['anyOf']) ? schema['anyOf'] : [])
    .filter(isSchema)
    .filter((option) => option['type'] !== 'null');
  const merged = options.length === 1 ? { ...schema, ...options[0] } : schema;
  const types = Array.isArray(merged['type']) ? merged['type'].filter((type) => type !== 'null') : [];
  return types.length === 1 ? { ...merged, type: types[0] } : merged;
}

function kindOf(schema: Schema): SchemaField['kind'] | undefined {
  if (Array.isArray(schema['enum'])) return 'choice';
  switch (schema['type']) {
    case 'boolean':
      return 'boolean';
    case 'number':
    case 'integer':
      return 'number';
    case 'string':
      if (schema['format'] === 'uri') return 'url';
      return schema['format'] === 'password' ? 'secret' : 'text';
    default:
      return undefined;
  }
}

/** The fields of an object schema in their order. What a form cannot show (lists, nested objects) is left out. */
export function fieldsOf(schema: Schema): SchemaField[] {
  const properties = isSchema(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(properties).flatMap(([name, value]): SchemaField[] => {
    if (!isSchema(value)) return [];
    const property = withoutNull(value);
    const kind = kindOf(property);
    if (!kind) return [];
    return [
      {
        name,
        kind,
        title: text(property['title']) ?? titleOf(name),
        description: text(property['description']),
        isRequired: required.includes(name) && property['default'] === undefined,
        isInteger: property['type'] === 'integer',
        minimum: number(property['minimum']),
        maximum: number(property['maximum']),
        choices: Array.isArray(property['enum']) ? property['enum'].filter((one) => typeof one === 'string') : [],
        fallback: property['default'],
      },
    ];
  });
}
