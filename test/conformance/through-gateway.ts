import { createGateway } from '../../electron/gateway/gateway.ts';
import type { AnswerResult } from '../../electron/gateway/request.ts';
import { newId } from '../../electron/lib/id.ts';
import { Secret } from '../../electron/lib/secret.ts';
import { connectProvider } from '../../electron/providers/connect.ts';
import type { Vendor } from '../../electron/providers/define-vendor.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import type { ProviderId } from '../../shared/model/ids.ts';
import type { VendorFixture } from '../fixtures/vendors/types.ts';
import { silentLog } from '../helpers/test-store.ts';
import type { Interaction } from './dialect.ts';
import { flow, noteOf } from './replay.ts';

export interface Answered {
  text: string;
  finish?: AnswerResult['finishReason'];
  code?: ErrorCode;
  /** Whether the upstream request was let go when it was over. */
  isUpstreamAborted: boolean;
}

export interface Upstream {
  fixture: VendorFixture;
  vendor: Vendor;
  exchange: Interaction;
  modelId: string;
  chunks: readonly Uint8Array[];
  /** What comes after the last chunk. */
  end: 'close' | 'hang' | 'reset';
}

export interface Reader {
  /** Called after every delta; true is "enough": the reader goes away. */
  isEnough?(): boolean;
  signal?: AbortSignal;
}

/** One request through the gateway's own attempt, answered by these chunks. */
export async function throughGateway(upstream: Upstream, { isEnough, signal }: Reader = {}): Promise<Answered> {
  const { fixture, vendor, exchange, modelId, chunks, end } = upstream;
  const { status, headers } = exchange.response;
  const upstreamSignals: AbortSignal[] = [];
  const playing: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const early = fixture.before?.(await noteOf(request));
    if (early) return early;
    upstreamSignals.push(request.signal);
    return new Response(flow(chunks, request.signal, end), { status, headers });
  };
  const settings = fixture.settingsFor?.(exchange.request) ?? fixture.settings;
  const apiKey = fixture.apiKey === null ? null : new Secret(fixture.apiKey);
  const { kind } = vendor;
  const gateway = createGateway({
    connect: () =>
      connectProvider(
        { kind: kind.id, name: kind.name, settings },
        { readKey: async () => ({ apiKey, credentialId: null }), way: { fetch: playing, timeouts: {} } },
      ),
    requests: { open() {}, settle() {} },
    log: silentLog,
    timeouts: { firstToken: 10_000, betweenTokens: 5000 },
  });
  const attempt = gateway.stream({
    door: 'window',
    wish: { target: { providerId: newId<ProviderId>(), modelId } },
    messages: [{ role: 'user', text: 'Hi' }],
    messageId: null,
    signal: signal ?? new AbortController().signal,
  });
  let text = '';
  const answered = (rest: Partial<Answered>): Answered => ({
    text,
    ...rest,
    isUpstreamAborted: upstreamSignals.length > 0 && upstreamSignals.every(({ aborted }) => aborted),
  });
  try {
    for (;;) {
      const { done, value } = await attempt.next();
      if (done) return answered({ finish: value.result.finishReason });
      if (value.kind === 'text') text += value.text;
      if (!isEnough?.()) continue;
      await attempt.return(undefined as never);
      return answered({});
    }
  } catch (thrown) {
    if (thrown instanceof AppError) return answered({ code: thrown.code });
    throw thrown;
  }
}
