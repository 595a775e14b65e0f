import type { z } from 'zod';

type WithoutDefaults<Shape> = { [K in keyof Shape]: Shape[K] extends z.ZodDefault<infer Inner> ? Inner : never };

/** The fields of a schema that has a default for each, without them: what is left out of a change stays as it is. */
export const withoutDefaults = <Shape extends Record<string, z.ZodDefault>>(shape: Shape) =>
  Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [name, field.unwrap()]),
  ) as unknown as WithoutDefaults<Shape>;
