import { z } from 'zod';
import type { Voice } from '../../../../shared/model/extras.ts';
import { getJson, getPages, readable } from '../asking/get-json.ts';

export interface PollyReach {
  /** Where it answers: `https://polly.us-east-1.amazonaws.com`. */
  address: string;
  fetch: typeof fetch;
}

export interface PollyVoice extends Voice {
  /** Kinds of models it can be heard with: `neural`. */
  engines: string[];
}

const page = z.looseObject({ Voices: z.array(z.unknown()), NextToken: z.string().nullish() });
const entry = z.looseObject({
  Id: z.string().min(1),
  Name: z.string().nullish(),
  Gender: z.string().nullish(),
  LanguageCode: z.string(),
  AdditionalLanguageCodes: z.array(z.string()).nullish(),
  SupportedEngines: z.array(z.string()).default(['standard']),
});

/** https://docs.aws.amazon.com/polly/latest/dg/API_DescribeVoices.html */
export async function listPollyVoices({ address, fetch }: PollyReach, signal: AbortSignal): Promise<PollyVoice[]> {
  const pages = await getPages(
    (next) => {
      const query = new URLSearchParams({ IncludeAdditionalLanguageCodes: 'yes', ...(next && { NextToken: next }) });
      return getJson({ url: `${address}/v1/voices?${query.toString()}`, answer: page, fetch, signal });
    },
    ({ NextToken }) => NextToken,
  );
  return readable(
    pages.flatMap(({ Voices }) => Voices),
    entry,
  ).map(({ Id, Name, Gender, LanguageCode, AdditionalLanguageCodes, SupportedEngines }) => ({
    id: Id,
    name: Name || Id,
    languages: [LanguageCode, ...(AdditionalLanguageCodes ?? [])],
    labels: [...(Gender ? [Gender.toLowerCase()] : []), ...SupportedEngines],
    previewUrl: null,
    engines: SupportedEngines,
  }));
}
