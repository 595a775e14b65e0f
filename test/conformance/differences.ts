/** One line for each place in which two JSON values differ; what is undefined is not there. */
export function differences(actual: unknown, wanted: unknown, path = ''): string[] {
  if (Object.is(actual, wanted)) return [];
  if (Array.isArray(actual) && Array.isArray(wanted)) {
    const length = Math.max(actual.length, wanted.length);
    return Array.from({ length }, (_, at) => differences(actual[at], wanted[at], `${path}[${at}]`)).flat();
  }
  if (isObject(actual) && isObject(wanted)) {
    const keys = new Set([...Object.keys(wanted), ...Object.keys(actual)]);
    return [...keys].flatMap((key) => differences(actual[key], wanted[key], path ? `${path}.${key}` : key));
  }
  return [`${path}: ${show(actual)} instead of ${show(wanted)}`];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= 120 ? text : `${text.slice(0, 119)}… (${text.length})`;
}
