export interface Sample {
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

const line = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})?\s+(\S+)/;
const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g;
const escapes: Readonly<Record<string, string>> = { n: '\n' };

const unescaped = (text: string): string => text.replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter);

/** The metrics of these names. https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function samplesOf(text: string, names: ReadonlySet<string>): Sample[] {
  return text.split('\n').flatMap((row) => {
    const [, name = '', labels = '', number] = line.exec(row) ?? [];
    const value = Number(number);
    if (!names.has(name) || !Number.isFinite(value)) return [];
    const pairs = [...labels.matchAll(label)].map(([, key = '', text = '']) => [key, unescaped(text)]);
    return [{ name, labels: Object.fromEntries(pairs), value }];
  });
}
