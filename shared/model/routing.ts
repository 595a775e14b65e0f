import { z } from 'zod';

/** How one of several targets is chosen. */
export const strategy = z.enum([
  'priority',
  'weighted',
  'round-robin',
  'least-latency',
  'least-busy',
  'cheapest',
  'best-quality',
  'auto',
]);
export type Strategy = z.output<typeof strategy>;

export const taskType = z.enum([
  'explanation',
  'analysis',
  'coding',
  'maths',
  'extraction',
  'summary',
  'translation',
  'creative',
  'chat',
  'vision',
]);
export type TaskType = z.output<typeof taskType>;

export const personalData = z.enum(['email', 'phone', 'iban', 'card', 'key']);
export type PersonalData = z.output<typeof personalData>;

/** What a request may carry that not every model takes. */
export const need = z.enum(['image', 'audio', 'tools', 'schema']);
export type Need = z.output<typeof need>;

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time looks like 09:30.');
const tokens = z.int().min(0).max(100_000_000);

const plainCondition = z.union([
  /** The name that was asked for; * is anything. */
  z.strictObject({ model: z.string().min(1).max(300) }),
  z.strictObject({ door: z.string().min(1).max(40) }),
  z.strictObject({ client: z.string().min(1).max(80) }),
  z.strictObject({ tag: z.string().min(1).max(40) }),
  z.strictObject({ task: z.array(taskType).min(1) }),
  z.strictObject({ inputTokens: z.strictObject({ atLeast: tokens.exactOptional(), atMost: tokens.exactOptional() }) }),
  z.strictObject({ has: need }),
  /** A regular expression of the RE2 kind, which no text makes slow. */
  z.strictObject({ text: z.string().min(1).max(1000) }),
  z.strictObject({ personalData: z.array(personalData).min(1) }),
  /** In the time zone of this computer; a window may go over midnight. 1 is Monday. */
  z.strictObject({
    time: z.strictObject({
      from: clock,
      until: clock,
      days: z.array(z.int().min(1).max(7)).min(1).exactOptional(),
    }),
  }),
  z.strictObject({ isOffline: z.boolean() }),
  /** Share of the tightest budget that is spent, in percent. */
  z.strictObject({ budgetUsed: z.number().min(0).max(1000) }),
  /** How long the local engine would let it wait, in ms. */
  z.strictObject({ localWait: z.int().min(0).max(3_600_000) }),
]);
export type PlainCondition = z.output<typeof plainCondition>;

export type Condition = PlainCondition | { all: Condition[] } | { any: Condition[] } | { not: Condition };

export const condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      plainCondition,
      z.strictObject({ all: z.array(condition).max(50) }),
      z.strictObject({ any: z.array(condition).max(50) }),
      z.strictObject({ not: condition }),
    ]),
  )
  .meta({ id: 'Condition' });
