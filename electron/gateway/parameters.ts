import type { LanguageModelV4CallOptions, SharedV4Warning } from '@ai-sdk/provider';
import { AppError } from '../../shared/errors/app-error.ts';
import type { ModelParameters, ParameterWarning } from '../../shared/model/parameters.ts';
import type { ProviderConnection } from '../providers/connect.ts';
import { optionsKeyOf, toCallOptions } from '../providers/parameters/call-options.ts';
import { fromPackage } from '../providers/parameters/package-warnings.ts';
import type { LanguageCall } from './language-work.ts';

type Asking = Pick<LanguageCall, 'parameters' | 'onUnsupported' | 'onWarnings'>;

export interface Asked {
  /** For a model that calls itself so. */
  optionsFor(provider: string): Partial<LanguageModelV4CallOptions>;
  /** Adds what the vendor's package says; from then on it is told. */
  addWarnings(warnings: readonly SharedV4Warning[]): void;
  /** Tells the caller what was not sent as it was asked for. Once, and before the answer. */
  tell(): void;
  readonly warnings: readonly ParameterWarning[];
}

/** What of a request's parameters goes to this model. Under `refuse` nothing may be left out or changed. */
export async function askWith(
  { parameters = {}, onUnsupported = 'drop', onWarnings }: Asking,
  { connection, modelId }: { connection: ProviderConnection; modelId: string },
): Promise<Asked> {
  const wanted = Object.keys(parameters).length > 0;
  const lowered = wanted ? await lower(parameters, connection, modelId) : undefined;
  const warnings = [...(lowered?.warnings ?? [])];
  let isTold = false;

  const refuse = (): void => {
    const refused = onUnsupported === 'refuse' ? warnings.find(({ parameter }) => parameter in parameters) : undefined;
    if (refused) throw refusal(refused, modelId);
  };
  refuse();

  return {
    optionsFor(provider) {
      if (!lowered) return {};
      const { options, own, form } = lowered;
      return { ...options, providerOptions: { [optionsKeyOf(form, provider)]: own } };
    },
    addWarnings(given) {
      const known = new Set(warnings.map(({ parameter }) => parameter));
      warnings.push(...fromPackage(given).filter(({ parameter }) => !known.has(parameter)));
      refuse();
    },
    tell() {
      if (!isTold && warnings.length > 0) onWarnings?.(warnings);
      isTold = true;
    },
    warnings,
  };
}

async function lower(parameters: ModelParameters, connection: ProviderConnection, modelId: string) {
  const form = connection.parameters(modelId);
  const details = (await connection.detailsOf?.(modelId)) ?? null;
  return { form, ...toCallOptions(form, { modelId, details, parameters }) };
}

function refusal({ parameter, action, detail }: ParameterWarning, modelId: string): AppError {
  const what = action === 'dropped' ? `does not take "${parameter}"` : `does not take this value of "${parameter}"`;
  const message = `${modelId} ${what}: ${detail}. Leave it out, choose another model, or let it be dropped.`;
  return new AppError('UNSUPPORTED_PARAMETER', message, { details: { param: parameter, model: modelId } });
}
