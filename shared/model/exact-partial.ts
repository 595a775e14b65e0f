import { z } from 'zod';

type Changes<Shape extends z.ZodRawShape> = { [K in keyof Shape]: z.ZodExactOptional<Shape[K]> };

/** The same fields, each of which may be left out, and none of which may be there and undefined. */
export const exactPartial = <Shape extends z.ZodRawShape>(shape: Shape): Changes<Shape> =>
  Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, z.exactOptional(field)])) as Changes<Shape>;
