import { onTestFinished } from 'vitest';
import type { ChatRequest } from '../../../electron/gateway/gateway.ts';
import type { AnswerResult, Outcome } from '../../../electron/gateway/request.ts';
import { createResponseCache } from '../../../electron/gateway/response-cache.ts';
import { createStanding } from '../../../electron/gateway/standing.ts';
import { openGateway } from '../../../electron/host/open-gateway.ts';
import type { LocalService } from '../../../electron/local/local.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { AliasChoices } from '../../../shared/model/alias.ts';
import type { ProviderId, RequestId } from '../../../shared/model/ids.ts';
import type { TypedNetwork } from '../../../shared/model/network-settings.ts';
import type { Target } from '../../../shared/model/provider.ts';
import { type Settings, settingsSchema } from '../../../shared/model/settings.ts';
import { aliasChoicesOf } from '../../helpers/alias-choices.ts';
import type { Upstream } from '../../helpers/upstream.ts';
import { addUpstream, openTestProviders, openTestUpstream } from '../../helpers/upstream-host.ts';

export interface RoutedAnswer {
  text: string;
  outcome?: Outcome<AnswerResult>;
  error?: AppError;
}

export interface RoutedOptions {
  settings?: Partial<Settings>;
  /** Of every provider. Default: what fails is not tried again. */
  network?: TypedNetwork;
  local?: Partial<LocalService>;
}

const noLocal: Pick<LocalService, 'list' | 'outlook' | 'leastWait'> = {
  list: async () => [],
  outlook: async () => ({ wait: null, fits: false }),
  leastWait: async () => null,
};

/** The gateway as the host puts it together, over real upstreams: "one", "two", … */
export async function openRoutedGateway(names: readonly string[], options: RoutedOptions = {}) {
  const clock = { now: Date.now() };
  const host = openTestProviders({ now: () => clock.now });
  const upstreams: Record<string, Upstream> = {};
  const ids: Record<string, ProviderId> = {};
  for (const name of names) {
    const upstream = await openTestUpstream();
    const provider = await addUpstream(host, upstream, options.network ? { network: options.network } : {});
    await host.providers.update({ providerId: provider.id, name });
    upstreams[name] = upstream;
    ids[name] = provider.id;
  }
  const settings = settingsSchema.parse(options.settings ?? {});
  const opened = openGateway({
    ...host,
    local: { ...noLocal, ...options.local } as LocalService,
    settings: () => settings,
    standing: createStanding({
      policy: () => ({ failures: settings.breakerFailures, openFor: settings.breakerRest * 1000 }),
      now: () => clock.now,
    }),
    cache: createResponseCache({ store: host.store.cachedAnswers, size: () => 1e7, log: host.log.log }),
    log: host.log.log,
    now: () => clock.now,
  });
  onTestFinished(() => host.providers.close());

  const target = (name: string, modelId: string): Target => {
    const providerId = ids[name];
    if (!providerId) throw new Error(`There is no provider ${name}.`);
    return { providerId, modelId };
  };
  const alias = (name: string, targets: readonly Target[], more: Partial<AliasChoices> = {}) =>
    opened.routing.config.createAlias(aliasChoicesOf(name, targets, more));

  async function ask(wish: ChatRequest['wish'] | string, more: Partial<ChatRequest> = {}): Promise<RoutedAnswer> {
    let text = '';
    try {
      const answer = opened.gateway.stream({
        door: 'window',
        wish: typeof wish === 'string' ? { name: wish } : wish,
        messages: [{ role: 'user', text: 'Which track?' }],
        messageId: null,
        signal: new AbortController().signal,
        ...more,
      });
      for (;;) {
        const { done, value } = await answer.next();
        if (done) return { text, outcome: value };
        text += value.text;
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { text, error };
    }
  }

  /** How often each upstream was asked to chat since the last look. */
  const asked = (() => {
    const seen = new Map<string, number>();
    return (): Record<string, number> =>
      Object.fromEntries(
        names.flatMap((name) => {
          const chats = upstreams[name]?.requests.filter(({ method }) => method === 'POST').length ?? 0;
          const before = seen.get(name) ?? 0;
          seen.set(name, chats);
          return chats > before ? [[name, chats - before]] : [];
        }),
      );
  })();
  /** Who was asked for a request, in which order, and what came of it. */
  const wayOf = (id: RequestId | undefined): string[] => {
    if (!id) throw new Error('There is no such request.');
    return opened.routing
      .routeOf(id)
      .attempts.map(({ providerName, outcome, failure }) => `${providerName} ${failure?.code ?? outcome}`);
  };
  return { ...host, ...opened, upstreams, clock, target, alias, ask, asked, wayOf };
}
