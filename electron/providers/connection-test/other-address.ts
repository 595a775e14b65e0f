import { AppError } from '../../../shared/errors/app-error.ts';
import { type ProviderFacts, vendorOfProvider } from '../connect.ts';

/** How long all addresses together may take, in ms. */
const patience = 6000;

/** The answer says "nothing like that here", as one at a wrong path does. */
export const mayBeWrongPath = ({ code, details }: AppError): boolean =>
  code === 'PROVIDER_BAD_ANSWER' || (code === 'PROVIDER_REJECTED' && [404, 405].includes(Number(details?.['status'])));

/** The usual mistakes: no version at the end, something behind it, or one too many. */
function candidates(address: string): string[] {
  const url = URL.parse(address);
  if (!url) return [];
  const { origin } = url;
  const path = url.pathname.replace(/\/+$/, '');
  const [, upToVersion] = /^(.*?\/v\d+)(\/|$)/.exec(path) ?? [];
  const found = [upToVersion === undefined ? `${path}/v1` : upToVersion, '/v1', '/api/v1', ''];
  return [...new Set(found)].filter((one) => one !== path).map((one) => origin + one);
}

export interface OtherAddressOptions {
  /** Resolves when the models were listed. */
  list(facts: ProviderFacts, signal: AbortSignal): Promise<unknown>;
  signal: AbortSignal;
}

/** A base URL at the same server that has what the given one has not; the key goes nowhere else. */
export async function findOtherAddress(facts: ProviderFacts, options: OtherAddressOptions): Promise<string | null> {
  const { baseUrl } = facts.settings;
  if (typeof baseUrl !== 'string') return null;
  const vendor = vendorOfProvider(facts);
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(patience)]);
  const isAnswered = async (settings: Record<string, unknown>): Promise<boolean> => {
    try {
      await options.list({ ...facts, settings }, signal);
      return true;
    } catch (thrown) {
      return thrown instanceof AppError && thrown.code === 'INVALID_API_KEY';
    }
  };
  const tried = new Set([vendor.baseUrl(facts.settings)]);
  for (const candidate of candidates(baseUrl)) {
    const settings = { ...facts.settings, baseUrl: candidate };
    const address = vendor.baseUrl(settings);
    if (tried.has(address)) continue;
    tried.add(address);
    if (await isAnswered(settings)) return candidate;
    if (signal.aborted) return null;
  }
  return null;
}
