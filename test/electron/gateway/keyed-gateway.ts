import { onTestFinished } from 'vitest';
import { createGateway } from '../../../electron/gateway/gateway.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import type { TypedNetwork } from '../../../shared/model/network-settings.ts';
import type { Credential } from '../../../shared/model/provider.ts';
import { type KeyRule, startKeyedUpstream } from '../../helpers/keyed-upstream.ts';
import { addUpstream, openTestProviders } from '../../helpers/upstream-host.ts';

export interface Asked {
  text: string;
  retries?: number;
  code?: ErrorCode;
  error?: AppError;
}

/** Keys long enough to be masked like real ones. */
export const keyNamed = (name: string): string => `sk-${name.padEnd(20, '0')}`;

/** A gateway over the real store and vault, and a provider with one key for each rule, in their order. */
export async function openKeyedGateway(rules: Readonly<Record<string, KeyRule>>, network?: TypedNetwork) {
  const upstream = await startKeyedUpstream(
    Object.fromEntries(Object.entries(rules).map(([name, rule]) => [keyNamed(name), rule])),
  );
  onTestFinished(() => upstream.close());
  const clock = { now: 1_000_000 };
  const host = openTestProviders({ now: () => clock.now });
  const { id: providerId } = await addUpstream(host, upstream, network ? { network } : {});
  const keys: Record<string, Credential> = {};
  for (const name of Object.keys(rules)) {
    keys[name] = await host.providers.addKey(providerId, { label: name, apiKey: keyNamed(name) });
  }
  host.published.length = 0;
  const gateway = createGateway({ connect: host.providers.connect, requests: host.store.requests, log: host.log.log });

  async function ask(modelId = 'echo', signal = new AbortController().signal): Promise<Asked> {
    let text = '';
    try {
      const target = { providerId, modelId };
      const messages = [{ role: 'user' as const, text: 'Which track?' }];
      const stream = gateway.stream({ door: 'window', wish: { target }, messages, messageId: null, signal });
      for (;;) {
        const { done, value } = await stream.next();
        if (done) return { text, ...(value.retries > 0 && { retries: value.retries }) };
        text += value.text;
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { text, code: error.code, error };
    }
  }

  /** The names of the keys that the upstream was asked with since the last look. */
  const chats = (): string[] => {
    const names = new Map(Object.keys(rules).map((name) => [keyNamed(name), name]));
    return upstream.chats.splice(0).map((key) => names.get(key) ?? key);
  };
  const keyOf = (name: string): Credential => {
    const key = host.providers.get(providerId).credentials.find(({ label }) => label === name);
    if (!key) throw new Error(`There is no key ${name}.`);
    return key;
  };
  const rule = (name: string, next: KeyRule) => upstream.keys.set(keyNamed(name), next);
  return { ...host, upstream, providerId, clock, ask, chats, keyOf, rule };
}
