import { z } from 'zod';
import type {
  CallName,
  CallSpec,
  Contract,
  Delta,
  End,
  Output,
  ParsedInput,
  StreamName,
  StreamSpec,
} from '../../shared/contract/define.ts';
import type { Result } from '../../shared/contract/frames.ts';
import { AppError, toAppError } from '../../shared/errors/app-error.ts';
import { newId } from '../lib/id.ts';
import type { Log } from '../lib/log.ts';
import { stepsWithRequestId, withRequestId } from '../lib/request-context.ts';
import { within } from '../lib/within.ts';
import { strictInput } from './endpoints.ts';
import type { Events } from './events.ts';

/** Who asks: the app's own window, or somebody with the management key. */
export type Actor = 'window' | 'management';

interface CallContext {
  actor: Actor;
  /** Aborts when the caller cancelled or is gone. */
  signal: AbortSignal;
}

type CallHandler<C extends Contract, K extends CallName<C>> = (
  input: ParsedInput<C, K>,
  context: CallContext,
) => Output<C, K> | Promise<Output<C, K>>;

/** Yields deltas, returns the end. It is asked for the next delta only when the one before is on its way. */
type StreamHandler<C extends Contract, K extends StreamName<C>> = (
  input: ParsedInput<C, K>,
  context: CallContext,
) => AsyncGenerator<Delta<C, K>, End<C, K>, void>;

/** One handler for every call and stream of a contract: a missing one does not compile. */
export type Handlers<C extends Contract> = { [K in CallName<C>]: CallHandler<C, K> } & {
  [K in StreamName<C>]: StreamHandler<C, K>;
};

/** The handlers of one domain, e.g. `DomainHandlers<AppContract, 'vault'>` has every `vault.…` call. */
export type DomainHandlers<C extends Contract, Domain extends string> = Pick<
  Handlers<C>,
  Extract<keyof Handlers<C>, `${Domain}.${string}`>
>;

export interface CallMeta {
  actor: Actor;
  signal: AbortSignal;
  /** Default: a new one. */
  requestId?: string;
}

export interface Router<C extends Contract> {
  readonly contract: C;
  readonly events: Events<C>;
  /** Never rejects. */
  call(name: string, input: unknown, meta: CallMeta): Promise<Result>;
  /** Yields deltas and returns the result; never throws. */
  open(name: string, input: unknown, meta: CallMeta): AsyncGenerator<unknown, Result, void>;
}

type AnyCallHandler = (input: unknown, context: CallContext) => unknown;
type AnyStreamHandler = (input: unknown, context: CallContext) => AsyncGenerator<unknown, unknown, void>;

export function createRouter<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  { log, events }: { log: Log; events: Events<C> },
): Router<C> {
  function specOf(name: string, kind: 'call'): CallSpec;
  function specOf(name: string, kind: 'stream'): StreamSpec;
  function specOf(name: string, kind: 'call' | 'stream'): CallSpec | StreamSpec {
    const spec = Object.hasOwn(contract, name) ? contract[name] : undefined;
    if (spec?.kind === kind) return spec;
    throw new AppError('UNKNOWN_CALL', `There is no ${kind} ${shortName(name)}. /api/docs lists all there are.`);
  }

  /** Logs how it went, and gives the answer the caller gets. */
  const begin = (name: string, { actor, signal }: CallMeta) => {
    const line = log.child({ call: shortName(name), actor });
    const start = performance.now();
    const context: CallContext = { actor, signal };
    const duration = () => Math.round(performance.now() - start);
    const succeed = (data: unknown): Result => {
      line.debug({ duration: duration() }, 'answered');
      return { ok: true, data };
    };
    const fail = (thrown: unknown): Result => {
      const error = signal.aborted ? new AppError('CANCELLED', 'The call was cancelled.') : toAppError(thrown);
      const facts = { duration: duration(), code: error.code };
      if (error.status >= 500) line.error({ ...facts, err: error }, 'failed');
      else line.info(facts, 'refused');
      return { ok: false, error: error.toJSON() };
    };
    return { context, succeed, fail };
  };

  async function answer(name: string, input: unknown, meta: CallMeta): Promise<Result> {
    const { context, succeed, fail } = begin(name, meta);
    try {
      const spec = specOf(name, 'call');
      const handler = handlers[name as keyof Handlers<C>] as AnyCallHandler;
      return succeed(checkOutput(spec.output, await handler(parseInput(spec.input, input), context)));
    } catch (thrown) {
      return fail(thrown);
    }
  }

  async function* relay(name: string, input: unknown, meta: CallMeta): AsyncGenerator<unknown, Result, void> {
    const { context, succeed, fail } = begin(name, meta);
    const { signal } = meta;
    let steps: AsyncGenerator<unknown, unknown, void> | undefined;
    try {
      const spec = specOf(name, 'stream');
      const handler = handlers[name as keyof Handlers<C>] as AnyStreamHandler;
      const parsed = parseInput(spec.input, input);
      signal.throwIfAborted();
      steps = handler(parsed, context);
      for (;;) {
        // The caller may have cancelled while it held the last delta.
        signal.throwIfAborted();
        // A handler that is slow to notice the signal must not keep the caller waiting.
        const step = await within(steps.next(), { signal });
        if (step.done) return succeed(checkOutput(spec.end, step.value));
        yield checkOutput(spec.delta, step.value);
      }
    } catch (thrown) {
      return fail(thrown);
    } finally {
      steps?.return(undefined).catch(() => {});
    }
  }

  return {
    contract,
    events,
    call: (name, input, meta) => withRequestId(meta.requestId ?? newId(), () => answer(name, input, meta)),
    open: (name, input, meta) => stepsWithRequestId(meta.requestId ?? newId(), relay(name, input, meta)),
  };
}

function parseInput(schema: z.ZodType, input: unknown): unknown {
  const parsed = strictInput(schema).safeParse(input);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  // Before all else: the text of the others would name every such field, however many and long.
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys');
  if (unknown) throw unknownField(unknown.keys[0] ?? '');
  const param = issues[0]?.path.join('.');
  throw new AppError('VALIDATION_FAILED', z.prettifyError(parsed.error), param ? { details: { param } } : {});
}

function unknownField(name: string): AppError {
  const param = shortName(name);
  return new AppError('VALIDATION_FAILED', `There is no field ${param} here. Leave it out, or check its spelling.`, {
    details: { param },
  });
}

/** What a handler gives is parsed too: fields the contract does not name never leave the host. */
function checkOutput(schema: z.ZodType, output: unknown): unknown {
  const parsed = schema.safeParse(output);
  if (parsed.success) return parsed.data;
  throw new Error(`The answer does not fit the contract: ${z.prettifyError(parsed.error)}`);
}

/** A name comes from outside until it is found in the contract: long ones would flood message and log. */
const shortName = (name: string): string => (name.length <= 60 ? name : `${name.slice(0, 60)}…`);
