import { expect, test } from 'vitest';
import { z } from 'zod';
import { contract } from '../../../shared/contract/contract.ts';

interface Shape {
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
  additionalProperties?: unknown;
}

/** Objects inside an input that would let a misspelt field pass; the outermost is made strict by the router. */
function looseParts(shape: Shape, path: string): string[] {
  const inner = Object.entries(shape.properties ?? {}).map(([name, part]) => [`${path}.${name}`, part] as const);
  const parts = [
    ...inner,
    ...[shape.items, ...(shape.anyOf ?? [])].flatMap((part) => (part ? [[path, part] as const] : [])),
  ];
  return parts.flatMap(([at, part]) => [
    ...(part.properties && part.additionalProperties !== false ? [at] : []),
    ...looseParts(part, at),
  ]);
}

// Catches: a call that takes a misspelt field without a word and does something else than was meant.
test('no part of any input drops fields it does not know', () => {
  const loose = Object.entries(contract).flatMap(([name, spec]) =>
    spec.kind === 'event' ? [] : looseParts(z.toJSONSchema(spec.input, { io: 'input' }) as Shape, name),
  );
  expect(loose).toEqual([]);
  expect(looseParts({ properties: { target: { properties: {} } } }, 'x')).toEqual(['x.target']);
});
