import type { AppError } from '../../shared/errors/app-error.ts';
import { toAppError } from '../../shared/errors/app-error.ts';
import type { Prices } from '../../shared/model/catalogue.ts';
import { localProviderId } from '../../shared/model/local-provider.ts';
import type { AttemptRecord } from '../../shared/model/route.ts';
import type { ExecutedLine, NativePorts, OpenDesk } from '../batches/native/ports.ts';
import { dialects } from '../gateway/relay/dialects.ts';
import { fieldsOf } from '../gateway/relay/reading.ts';
import { requestBody } from '../gateway/relay/request-body.ts';
import type { TokenCounts } from '../gateway/work.ts';
import { ratesAt } from '../providers/catalogue/rates-at.ts';
import type { ProviderConnection } from '../providers/connect.ts';
import { ruleOf } from '../providers/parameters/rule-of.ts';
import type { ProviderService } from '../providers/providers.ts';
import { costOfUsage } from '../routing/usage-cost.ts';
import { lineDialect } from '../server/openai/line-call.ts';
import type { Store } from '../store/open-store.ts';
import type { Ended, NewRequest, RequestEnd } from '../store/requests.ts';

interface NativeBatchesOptions {
  plan: NativePorts['plan'];
  providers: Pick<ProviderService, 'connect' | 'reach' | 'detailsOf' | 'get' | 'kinds'>;
  requests: Pick<Store['requests'], 'record'>;
  /** UTC ms. Default: the clock. */
  now?: () => number;
}

/** All lines of one call are of one target. */
interface Recording extends Pick<OpenDesk, 'credentialId' | 'keyLabel' | 'classify'> {
  prices: Prices | undefined;
}

const noTokens: TokenCounts = { inputTokens: null, outputTokens: null, reasoningTokens: null, cachedTokens: null };

/** What batches need of routing, providers and the table of requests, to be given to a provider as a whole. */
export function createNativeBatches(options: NativeBatchesOptions): NativePorts {
  const { plan, providers, requests, now = Date.now } = options;

  const hasDesk = (id: Parameters<NativePorts['open']>[0]): boolean => {
    const { kind } = providers.get(id);
    return providers.kinds().some((one) => one.id === kind && one.extras.includes('batches'));
  };

  /** Nano-dollars; null is unpriced. */
  function costOf({ discount, sentAt }: ExecutedLine, prices: Prices | undefined, usage: TokenCounts): number | null {
    if (!prices) return null;
    const full = costOfUsage(ratesAt(prices, { at: sentAt, promptTokens: usage.inputTokens ?? 0 }), usage);
    return full === null ? null : Math.ceil(full * (1 - discount));
  }

  function endedOf(line: ExecutedLine, { credentialId, keyLabel, classify, prices }: Recording): Ended {
    const { requestId, plan: way, target, providerName, sentAt, result } = line;
    const dialect = lineDialect(line.url);
    const isAnswered = result.status >= 200 && result.status < 300;
    const note = dialect && isAnswered ? dialects[dialect].reading.body(fieldsOf(result.body)) : {};
    const usage = dialect && note.usage ? dialects[dialect].reading.counts(note.usage) : noTokens;
    const failure = isAnswered ? null : classify(thrownBy(result));
    const cost = isAnswered ? costOf(line, prices, usage) : null;
    const duration = Math.max(0, now() - sentAt);
    const attempt: AttemptRecord = {
      target,
      providerName,
      credentialId,
      keyLabel,
      reason: way.attempts[0]?.reason ?? 'asked',
      startedAt: sentAt,
      firstToken: null,
      duration,
      outcome: isAnswered ? 'answered' : 'failed',
      failure: failure?.toJSON() ?? null,
    };
    const row: NewRequest = {
      id: requestId,
      door: 'batch',
      service: dialect ? dialects[dialect].service : 'language',
      asked: way.asked,
      client: null,
      target,
      messageId: null,
      createdAt: sentAt,
    };
    const end: RequestEnd = {
      status: isAnswered ? 'complete' : 'failed',
      errorCode: failure?.code ?? null,
      target,
      ...usage,
      cost,
      isCached: false,
      firstToken: null,
      duration,
      plan: { ...way, inputTokens: usage.inputTokens ?? way.inputTokens },
      facts: null,
      attempts: [attempt],
    };
    return { row, end };
  }

  return {
    plan,

    async check({ providerId, modelId }) {
      await providers.connect(providerId, { modelId, evenResting: true });
    },

    async open(providerId, credentialId) {
      const isOffered = providerId !== localProviderId && hasDesk(providerId);
      const connection = await providers.reach(providerId, credentialId ?? undefined);
      const { keyLabel } = connection;
      return {
        desk: isOffered ? connection.extra('batches') : null,
        credentialId: connection.credentialId,
        keyLabel,
        classify: (thrown) => asOurs(thrown, connection),
        write: (line, to) => writeBody(line, to, connection),
      };
    },

    async record(lines, desk) {
      const [first] = lines;
      const prices = first && (await providers.detailsOf(first.target))?.prices;
      requests.record(lines.map((line) => endedOf(line, { ...desk, prices })));
    },
  };
}

const asOurs = (thrown: unknown, connection: ProviderConnection): AppError =>
  toAppError(connection.classify(thrown, { modelId: null, hasContent: false }));

/** As the vendors' packages would throw it. */
const thrownBy = ({ status, body }: ExecutedLine['result']): Error =>
  Object.assign(new Error('The request was refused.'), { statusCode: status, responseBody: JSON.stringify(body) });

/** The same bytes that a relay of this line would send. */
async function writeBody(
  { url, body }: Parameters<OpenDesk['write']>[0],
  { modelId, changes }: Parameters<OpenDesk['write']>[1],
  connection: ProviderConnection,
): Promise<Buffer | null> {
  const dialect = lineDialect(url);
  const line = dialect && (await connection.relay(dialect, modelId));
  if (!dialect || !line) return null;
  const rule = ruleOf(connection.parameters(modelId), 'maxOutputTokens', { modelId, details: null, parameters: {} });
  const limitField = 'as' in rule ? rule.as : undefined;
  const given = Buffer.from(JSON.stringify(body));
  return requestBody(given, { dialect, isStream: false, line, modelId, changes, limitField }).body;
}
