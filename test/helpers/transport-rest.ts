import type { Contract } from '../../shared/contract/define.ts';
import type { ClientFrame, HostFrame, Result } from '../../shared/contract/frames.ts';
import type { ErrorData } from '../../shared/errors/app-error.ts';
import { errorCodes, isErrorCode } from '../../shared/errors/codes.ts';
import type { TestLink } from './transport-suite.ts';

interface RestOptions {
  address: string;
  key: string;
  contract: Contract;
}

/** A client of the REST routes, in the shape of a link, so that one suite fits it too. */
export async function connectRest({ address, key, contract }: RestOptions): Promise<TestLink> {
  let onFrame = (_frame: HostFrame): void => {};
  let onClose = (): void => {};
  const running = new Map<number, AbortController>();
  const whole = new AbortController();

  const request = (path: string, init: RequestInit, signal: AbortSignal) =>
    fetch(`${address}/api${path}`, {
      ...init,
      headers: { authorization: `Bearer ${key}`, ...(init.body ? { 'content-type': 'application/json' } : {}) },
      signal: AbortSignal.any([signal, whole.signal]),
    });

  const ask = async (frame: Exclude<ClientFrame, { type: 'cancel' }>): Promise<void> => {
    const controller = new AbortController();
    running.set(frame.id, controller);
    let result: Result;
    try {
      const { path, init } = toRequest(contract, frame);
      const response = await request(path, init, controller.signal);
      if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
        result = await relay(response, (delta) => onFrame({ type: 'deltas', id: frame.id, deltas: [delta] }));
      } else {
        const body: unknown = await response.json();
        result = response.ok ? { ok: true, data: body } : { ok: false, error: toErrorData(body, response.status) };
      }
    } catch {
      if (whole.signal.aborted) return;
      if (!controller.signal.aborted) return onClose();
      result = { ok: false, error: { code: 'CANCELLED', message: 'cancelled', retryable: false } };
    }
    running.delete(frame.id);
    onFrame({ type: 'result', id: frame.id, result });
  };

  const events = await request('/events', {}, whole.signal);
  void (async () => {
    for await (const { event, data } of readEvents(events)) onFrame({ type: 'event', name: event, data });
  })().catch(() => {});

  return {
    send(frame) {
      if (frame.type === 'cancel') running.get(frame.id)?.abort();
      else void ask(frame);
    },
    onFrame(listener) {
      onFrame = listener;
    },
    onClose(listener) {
      onClose = listener;
    },
    close() {
      whole.abort();
      onClose();
    },
  };
}

function toRequest(contract: Contract, { name, input }: { name: string; input: unknown }) {
  const spec = Object.hasOwn(contract, name) ? contract[name] : undefined;
  if (spec === undefined || spec.kind === 'event') return { path: `/${name}`, init: { method: 'POST', body: '{}' } };
  const fields = new Map(Object.entries(input as Record<string, unknown>));
  const path = spec.path.replaceAll(/\{(\w+)\}/g, (_, param: string) => {
    const value = fields.get(param);
    fields.delete(param);
    return encodeURIComponent(String(value));
  });
  if (spec.method !== 'GET' && spec.method !== 'DELETE') {
    return { path, init: { method: spec.method, body: JSON.stringify(Object.fromEntries(fields)) } };
  }
  const query = new URLSearchParams();
  for (const [field, value] of fields) for (const item of [value].flat()) query.append(field, String(item));
  return { path: `${path}?${query}`, init: { method: spec.method } };
}

async function relay(response: Response, onDelta: (delta: unknown) => void): Promise<Result> {
  let result: Result | undefined;
  for await (const { event, data } of readEvents(response)) {
    if (result) throw new Error(`something came after the end: ${event}`);
    if (event === 'delta') onDelta(data);
    else if (event === 'end') result = { ok: true, data };
    else result = { ok: false, error: toErrorData(data, undefined) };
  }
  if (!result) throw new Error('the stream had no end');
  return result;
}

/** Checks in passing that the status is the one the table says. */
function toErrorData(body: unknown, status: number | undefined): ErrorData {
  const { error } = body as { error: { code: string; message: string; type: string; param: string | null } };
  if (!isErrorCode(error.code)) throw new Error(`unknown code ${error.code}`);
  const facts = errorCodes[error.code];
  if (status !== undefined && status !== facts.status) throw new Error(`${error.code} came with status ${status}`);
  if (error.type !== facts.type) throw new Error(`${error.code} came with type ${error.type}`);
  return { code: error.code, message: error.message, retryable: facts.retryable };
}

/** Server-sent events, as they arrive. */
async function* readEvents(response: Response): AsyncGenerator<{ event: string; data: unknown }> {
  if (!response.body) return;
  let rest = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (event !== undefined && data !== undefined) yield { event, data: JSON.parse(data) };
    }
  }
}
