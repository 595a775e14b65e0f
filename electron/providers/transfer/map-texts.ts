export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same JSON with other texts; names of fields stay. `field` is the way to a text: `settings.baseUrl`. */
export function mapTexts(value: unknown, change: (text: string, field: string) => string, field = ''): unknown {
  const at = (name: string | number): string => (field === '' ? String(name) : `${field}.${name}`);
  if (typeof value === 'string') return change(value, field);
  if (Array.isArray(value)) return value.map((one, index) => mapTexts(one, change, at(index)));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapTexts(one, change, at(name))]));
}
