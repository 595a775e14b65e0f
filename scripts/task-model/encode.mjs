const middle = 'M';
const furthest = 12;

/** A feature a line, a letter a task. */
export function encode({ bias, weights }, tasks, sharpness) {
  const largest = Math.max(...[...weights.values()].flat().map(Math.abs));
  const step = largest / furthest;
  const letter = (weight) => String.fromCharCode(middle.charCodeAt(0) + Math.round(weight / step));
  const features = [...weights].map(([name, row]) => `    ${JSON.stringify(name)}: "${row.map(letter).join('')}"`);
  const head = {
    tasks,
    middle,
    bias: bias.map((weight) => Math.round((100 * weight) / step) / 100),
    step: Number((step * sharpness).toFixed(4)),
  };
  const lines = Object.entries(head).map(
    ([name, value]) => `  "${name}": ${JSON.stringify(value).replaceAll(',', ', ')},`,
  );
  return `{\n${lines.join('\n')}\n  "features": {\n${features.join(',\n')}\n  }\n}\n`;
}
