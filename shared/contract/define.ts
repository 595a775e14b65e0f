import type { z } from 'zod';

/** One question, one answer. At the same time an IPC call, a WebSocket call and a REST route. */
export interface CallSpec<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> {
  kind: 'call';
  summary: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under `/api`; `{name}` takes the input field of that name from the path. */
  path: string;
  input: In;
  output: Out;
}

/** One question, many deltas, then exactly one end or one error. Cancellable. On REST: server-sent events. */
export interface StreamSpec<
  In extends z.ZodType = z.ZodType,
  Delta extends z.ZodType = z.ZodType,
  End extends z.ZodType = z.ZodType,
> {
  kind: 'stream';
  summary: string;
  method: 'GET' | 'POST';
  path: string;
  input: In;
  delta: Delta;
  end: End;
}

/** Something that happened, told to every window. Carries ids, never whole state. */
export interface EventSpec<Data extends z.ZodType = z.ZodType> {
  kind: 'event';
  summary: string;
  data: Data;
}

export type Contract = Readonly<Record<string, CallSpec | StreamSpec | EventSpec>>;

export const call = <In extends z.ZodType, Out extends z.ZodType>(
  spec: Omit<CallSpec<In, Out>, 'kind'>,
): CallSpec<In, Out> => ({ kind: 'call', ...spec });

export const stream = <In extends z.ZodType, Delta extends z.ZodType, End extends z.ZodType>(
  spec: Omit<StreamSpec<In, Delta, End>, 'kind'>,
): StreamSpec<In, Delta, End> => ({ kind: 'stream', ...spec });

export const event = <Data extends z.ZodType>(spec: Omit<EventSpec<Data>, 'kind'>): EventSpec<Data> => ({
  kind: 'event',
  ...spec,
});

type NamesOf<C extends Contract, Kind> = { [K in keyof C]: C[K] extends { kind: Kind } ? K : never }[keyof C] & string;
export type CallName<C extends Contract> = NamesOf<C, 'call'>;
export type StreamName<C extends Contract> = NamesOf<C, 'stream'>;
export type EventName<C extends Contract> = NamesOf<C, 'event'>;

/** What a caller hands in, and what a handler gets after parsing. */
export type Input<C extends Contract, K extends keyof C> = C[K] extends { input: infer S extends z.ZodType }
  ? z.input<S>
  : never;
export type ParsedInput<C extends Contract, K extends keyof C> = C[K] extends { input: infer S extends z.ZodType }
  ? z.output<S>
  : never;
export type Output<C extends Contract, K extends keyof C> = C[K] extends { output: infer S extends z.ZodType }
  ? z.output<S>
  : never;
export type Delta<C extends Contract, K extends keyof C> = C[K] extends { delta: infer S extends z.ZodType }
  ? z.output<S>
  : never;
export type End<C extends Contract, K extends keyof C> = C[K] extends { end: infer S extends z.ZodType }
  ? z.output<S>
  : never;
export type EventData<C extends Contract, K extends keyof C> = C[K] extends { data: infer S extends z.ZodType }
  ? z.output<S>
  : never;
