/** Keywords that ask nothing of a value. */
const annotations = new Set([
  '$schema',
  '$id',
  'id',
  '$anchor',
  '$comment',
  '$vocabulary',
  '$defs',
  'definitions',
  'title',
  'description',
  'default',
  'example',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  'strict',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
  // OpenAPI: names the property that tells branches apart, and asks for nothing that the branches do not say.
  'discriminator',
  'externalDocs',
  'xml',
]);

export const isAnnotation = (keyword: string): boolean => annotations.has(keyword) || keyword.startsWith('x-');

/** Keywords that are held to exactly, or refused by what is in them. */
const supported = new Set([
  '$ref',
  'allOf',
  'anyOf',
  'oneOf',
  'type',
  'nullable',
  'const',
  'enum',
  'properties',
  'required',
  'additionalProperties',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'items',
  'prefixItems',
  'additionalItems',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
]);

const asBranches = 'Write each case as a branch of "anyOf".';
const eachItem = 'Say with "items" or "prefixItems" what each item is.';

const remedies = new Map([
  ['not', 'Say what is allowed instead, with "enum" or "anyOf".'],
  ['if', asBranches],
  ['then', asBranches],
  ['else', asBranches],
  ['dependentRequired', asBranches],
  ['dependentSchemas', asBranches],
  ['dependencies', asBranches],
  ['patternProperties', 'Name the properties, or use "propertyNames" with "additionalProperties".'],
  ['contains', eachItem],
  ['minContains', eachItem],
  ['maxContains', eachItem],
  ['unevaluatedProperties', 'Use "additionalProperties" beside the properties.'],
  ['unevaluatedItems', 'Use "items" behind "prefixItems".'],
]);

/** Why a keyword is not taken, or undefined where it is. */
export function refusalOf(keyword: string): string | undefined {
  if (supported.has(keyword) || isAnnotation(keyword)) return undefined;
  return remedies.get(keyword) ?? 'It is not a keyword known here. Leave it out.';
}
